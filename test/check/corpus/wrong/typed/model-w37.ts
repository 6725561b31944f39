const r = await codemode.filesystem.read_text_file({ path: "alpha.md" });
const s = await tools.filesystem.read_text_file({ path: "alpha.md" });
return [r, s];
