const { content } = await filesystem.read_text_file({ path: "template.md" });
const values = { name: "Ann", day: "Monday" };
const text = content.replace(/\{\{(\w+)\}\}/g, (whole, key) => values[key] ?? whole);
await filesystem.write_file({ path: "letter.md", content: text });
return text.length;
