const { content } = await filesystem.read_text_file({ path: "alpha.md" });
return content.length;
