export default async function main() {
  const { content } = await filesystem.list_directory({ path: "inbox" });
  let moved = 0;
  for (const line of content.split("\n")) {
    const match = line.match(/^\[FILE\] (.+)$/);
    if (!match) continue;
    await filesystem.move_file({ source: `inbox/${match[1]}`, destination: `done/${match[1]}` });
    moved += 1;
  }
  return { moved };
}
