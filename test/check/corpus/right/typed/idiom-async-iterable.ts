async function* lines(path) {
  const { content } = await filesystem.read_text_file({ path });
  yield* content.split("\n");
}
let n = 0;
for await (const line of lines("alpha.md")) if (line.trim()) n++;
return n;
