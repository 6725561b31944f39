async function readLines(path: string) {
  const { content } = await filesystem.read_text_file({ path });
  return content.split("\n");
}
async function append(path: string, line: string) {
  const lines = await readLines(path);
  await filesystem.write_file({ path, content: [...lines, line].join("\n") });
}
await append("todo.txt", "- call Ann");
await append("todo.txt", "- write Bob");
const lines = await readLines("todo.txt");
return lines.filter((line) => line.startsWith("- ")).length;
