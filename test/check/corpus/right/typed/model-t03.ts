async function read(path) {
  try {
    return await filesystem.read_text_file({ path });
  } catch (err) {
    if (err.message.includes("ENOENT")) return { content: "" };
    throw err;
  }
}
const [a, b] = await Promise.all([read("alpha.md"), read("nope.md")]);
return [a.content.length, b.content.length];
