const results = ["alpha.md", "nope.md"].map(async (p) => {
  try { return filesystem.read_text_file({ path: p }); } catch { return null; }
});
return (await Promise.all(results)).map((r) => r?.content);
