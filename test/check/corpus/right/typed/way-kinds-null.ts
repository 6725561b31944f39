const read = async (path: string) => {
  try { return { path, content: (await filesystem.read_text_file({ path })).content, error: null }; }
  catch (e) { return { path, content: null, error: e instanceof Error ? e.message : String(e) }; }
};
const files = await Promise.all(["a", "b"].map(read));
const words = files.filter((f) => f.error === null).map((f) => f.content.split(/\s+/).length);
for (const f of files) {
  if (f.error) { console.warn(f.path, f.error); continue; }
  console.log(f.path, f.content.slice(0, 20));
}
return words;
