const stats = { files: 0, bytes: 0, longest: "", byExt: {} };
const { content } = await filesystem.search_files({ path: ".", pattern: "**/*" });
for (const file of content.split("\n")) {
  const ext = file.split(".").at(-1);
  stats.files++;
  stats.byExt[ext] = (stats.byExt[ext] ?? 0) + 1;
  if (file.length > stats.longest.length) stats.longest = file;
}
stats.average = stats.bytes / stats.files;
return stats;
