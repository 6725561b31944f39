const text = (await filesystem.read_text_file({ path: "gamma.md" })).content;
const match = text.match(/report goes to (\w+)/);
if (match) {
  const [, who] = match;
  return { who };
}
return { who: null };
