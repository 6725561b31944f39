const entries = await filesystem.list_directory({ path: "." });
for (const e of entries.content) {
  if (e.type === "file") console.log(e.name);
}
return entries.content.map((e) => e.name);
