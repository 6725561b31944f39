const options = { path: "alpha.md" };
if (input?.tail) options.tail = 3;
const { content } = await filesystem.read_text_file(options);
return content;
