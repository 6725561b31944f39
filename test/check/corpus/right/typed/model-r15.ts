// pagination-like: read a text in pages of 1 line using head
const root = (await filesystem.list_allowed_directories()).content.split("\n")[1] ?? "";
async function* pages(path: string, size: number) {
  let offset = 0;
  while (true) {
    const { content } = await filesystem.read_text_file({ path, head: offset + size });
    const lines = content.split("\n").slice(offset);
    if (lines.length === 0) return;
    yield lines;
    if (lines.length < size) return;
    offset += size;
  }
}
const all: string[][] = [];
for await (const page of pages(`${root}/gamma.md`, 1)) {
  all.push(page);
  if (all.length > 20) break;
}
return all;
