// Count words per note
const { content: dirs } = await filesystem.list_allowed_directories();
const root = dirs.split("\n").filter((l) => l.startsWith("/"))[0];
const { content: listing } = await filesystem.list_directory({ path: root });
const files = listing
  .split("\n")
  .filter((line) => line.startsWith("[FILE]"))
  .map((line) => line.replace("[FILE] ", "").trim());

const counts: Record<string, number> = {};
for (const file of files) {
  const { content } = await filesystem.read_text_file({ path: `${root}/${file}` });
  counts[file] = content.split(/\s+/).filter(Boolean).length;
}
return counts;
