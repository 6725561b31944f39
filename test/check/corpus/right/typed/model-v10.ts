const labels = { "alpha.md": "A", "beta.md": "B" };
const files = (await filesystem.list_directory({ path: "." })).content.split("\n").map((l) => l.slice(7));
return files.map((f) => labels[f] ?? "?");
