const input = { path: "alpha.md" };
const memory_ = await memory.read_graph();
const r = await filesystem.read_text_file(input);
return r.content;
