const r = await filesystem.read_text_file({ path: "alpha.md", head: null });
const s = await filesystem.read_text_file({ path: "alpha.md", head: "1" });
const t = await filesystem.list_directory();
const u = await filesystem.read_multiple_files({ paths: "alpha.md" });
const v = await memory.read_graph("x");
const q = await memory.read_graph({ limit: 1 });
return 1;
