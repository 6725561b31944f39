const files = ["alpha.md", "beta.md"];
const contents = await Promise.all(files.map(path => filesystem.read_text_file({ path })));
const [a, b] = contents.map(c => c.content.trim().split("\n"));
const diff = { onlyA: a.filter(l => !b.includes(l)), onlyB: b.filter(l => !a.includes(l)) };
return diff;
