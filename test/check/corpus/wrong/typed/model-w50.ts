const files = (await filesystem.search_files({ path: ".", pattern: "*.md" })).content.split("\n");
const big = files.filter(async (f) => (await filesystem.read_text_file({ path: f })).content.length > 40);
return big;
