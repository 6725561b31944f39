const path = "notes/2024/alpha.md";
const base = path.split("/").pop().replace(/\.md$/, "");
const dir = path.split("/").slice(0, -1).join("/");
const ext = path.slice(path.lastIndexOf("."));
const { content } = await filesystem.get_file_info({ path });
return { base, dir, ext, lines: content.split("\n").length };
