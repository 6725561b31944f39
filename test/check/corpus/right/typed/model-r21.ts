// Recursion over directories
const root = (await filesystem.list_allowed_directories()).content.split("\n")[1]!;
async function walk(dir: string): Promise<string[]> {
  const { content } = await filesystem.list_directory({ path: dir });
  const out: string[] = [];
  for (const line of content.split("\n")) {
    const m = /^\[(DIR|FILE)\] (.*)$/.exec(line);
    if (!m) continue;
    const [, kind, name] = m;
    const full = `${dir}/${name}`;
    if (kind === "DIR") out.push(...(await walk(full)));
    else out.push(full);
  }
  return out;
}
return (await walk(root)).map((p) => p.slice(root.length + 1));
