const files = ["alpha.md", "beta.md"];
const out = {};
await Promise.all(files.map(async (f) => {
  const { content } = await filesystem.read_text_file({ path: f });
  if (content.length > 10) {
    out[f] = content.length;
  }
});
return out;
