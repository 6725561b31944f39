const files = (await filesystem.search_files({ path: ".", pattern: "*.md" })).content.split("\n");
const total = files.reduce(async (n, f) => n + (await filesystem.read_text_file({ path: f })).content.length, 0);
return total;
