const text = filesystem.read_text_file({ path: "alpha.md" }).content;
return text;
