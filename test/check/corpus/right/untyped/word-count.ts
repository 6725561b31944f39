const text = await gitlab.get_file_contents({ project_id: "acme/widgets", file_path: "README.md", ref: "main" });
const words = text.split(/\s+/).filter(Boolean);
return { words: words.length, distinct: new Set(words.map((word) => word.toLowerCase())).size };
