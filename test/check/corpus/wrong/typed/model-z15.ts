async function getText(path: string) {
  const { content } = await filesystem.read_text_file({ path });
  return content;
}
const words = getText("alpha.md").split(/\s+/);
const lines = (await Promise.all(["alpha.md"].map(getText)))[0].split("\n");
console.log(`lines: ${lines.length}, text ${getText("beta.md")}`);
return words.length;
