const parts = (await filesystem.read_multiple_files({ paths: ["alpha.md", "nope.md", "beta.md"] })).content.split("\n---\n");
const parsed = parts.map((p) => {
  const idx = p.indexOf(":");
  return { file: p.slice(0, idx).split("/").pop(), body: p.slice(idx + 1).trim() };
});
return parsed;
