const read = async (path: string) => {
  try {
    const { content } = await filesystem.read_text_file({ path });
    return { path, content };
  } catch (err) {
    return { path, error: err.message };
  }
};
const out = await Promise.all(["a", "b"].map(read));
const good = out.filter((o) => !o.error);
return { good: good.map((g) => g.content.length), bad: out.filter((o) => o.error).map((b) => b.error.toUpperCase()) };
