const root = (await filesystem.list_allowed_directories()).content.split("\n")[1];
const path = `${root}/edit-me.txt`;
await filesystem.write_file({ path, content: "one\ntwo\nthree\n" });
const diff = await filesystem.edit_file({ path, edits: [{ oldText: "two", newText: "TWO" }], dryRun: false });
const added = diff.content.split("\n").filter((l) => l.startsWith("+") && !l.startsWith("+++"));
const { content } = await filesystem.read_text_file({ path, tail: 2 });
return { added, content };
