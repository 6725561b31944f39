const { content } = await filesystem.search_files({ path: ".", pattern: "**/*.md" });
const files = content.split("\n").filter((line) => line.endsWith(".md"));
await filesystem.create_directory({ path: "backup" });
await Promise.all(
  files.map(async (path) => {
    const file = await filesystem.read_text_file({ path });
    await filesystem.write_file({ path: `backup/${path.split("/").join("_")}`, content: file.content });
  }),
);
return files.length;
