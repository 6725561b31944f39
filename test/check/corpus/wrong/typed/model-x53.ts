const text = (await filesystem.read_text_file({ path: "gamma.md" })).content;
const who = text.match(/report goes to (\w+)/)[1];
return who;
