const files = ["alpha.md", "beta.md"];
const out = {};
files.forEach(async (f) => {
  const { content } = await filesystem.read_text_file({ path: f });
  out[f] = content.length;
});
return out;
