if (filesystem.read_text_file({ path: "alpha.md" })) return "exists";
return `content: ${filesystem.read_text_file({ path: "alpha.md" })}`;
