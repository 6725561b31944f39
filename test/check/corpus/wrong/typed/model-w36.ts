const r = await read_text_file({ path: "alpha.md" });
return r;
