const files = ["alpha.md", "beta.md"];
const contents = files.map(async (f) => (await filesystem.read_text_file({ path: f })).content);
return contents.map((c) => c.length);
