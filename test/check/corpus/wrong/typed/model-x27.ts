const tool = "read_text_file";
const r = await filesystem[tool]({ path: "alpha.md" });
const names = ["list_directory", "read_graph"];
const s = await filesystem[names[0]]({ path: "." });
return [r.content.length, s];
