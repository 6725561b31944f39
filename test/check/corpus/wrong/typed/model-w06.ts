const r = await filesystem.read_text_file("alpha.md");
return r.content;
