const lines = (await filesystem.list_directory({ path: "." })).split("\n");
for (const l of lines) {
  const text = await filesystem.read_text_file({ path: l.name });
  console.log(text.contents);
}
