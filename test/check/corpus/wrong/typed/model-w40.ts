const x = await callTool("filesystem", "read_text_file", { path: "alpha.md" });
return x;
