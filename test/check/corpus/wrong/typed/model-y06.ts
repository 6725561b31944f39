const acc: string[] = [];
const handle = async (p: string) => {
  try {
    acc.push((await filesystem.read_text_file({ path: p })).content);
  } catch (e) {
    acc.push(e.toString());
  }
};
["alpha.md", "nope.md"].map(handle);
return acc;
