filesystem.read_text_file({ path: "alpha.md" }).then((r) => console.log(r.content));
