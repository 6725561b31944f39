await filesystem.delete_file({ path: "x.md" });
await filesystem.append_file({ path: "x.md", content: "y" });
