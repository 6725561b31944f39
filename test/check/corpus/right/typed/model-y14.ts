const memo = new Map<string, Promise<string>>();
const read = (path: string) => {
  if (!memo.has(path)) memo.set(path, filesystem.read_text_file({ path }).then((r) => r.content));
  return memo.get(path)!;
};
const [a, b, a2] = await Promise.all([read("alpha.md"), read("beta.md"), read("alpha.md")]);
return { same: a === a2, b: b.length, calls: memo.size };
