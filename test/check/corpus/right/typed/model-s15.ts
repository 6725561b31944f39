await filesystem.read_text_file({ path: "missing.md" });
return "unreachable?";
