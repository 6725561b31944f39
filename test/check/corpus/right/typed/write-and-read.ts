await filesystem.write_file({ path: "a.txt", content: "one\ntwo\n" });
await filesystem.edit_file({ path: "a.txt", edits: [{ oldText: "two", newText: "three" }] });
const { content } = await filesystem.read_text_file({ path: "a.txt" });
return content.trim().split("\n").length;
