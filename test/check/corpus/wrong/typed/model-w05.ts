const r = await filesystem.read_text_file({ filePath: "alpha.md" });
return r.content;
