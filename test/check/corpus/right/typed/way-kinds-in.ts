const read = async (path: string) => {
  try { return { path, size: (await filesystem.read_text_file({ path })).content.length }; } catch (e) { return { path, error: e.message }; }
};
const files = await Promise.all(["a", "b"].map(read));
const total = files.reduce((s, f) => ("error" in f ? s : s + f.size), 0);
return files.map((f) => (f.error ? f.error.trim() : f.size.toFixed(0))).concat(String(total));
