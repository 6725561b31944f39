const { content } = await filesystem.list_directory({ path: "notes" });
const names = [...content.matchAll(/\[FILE\] (\S+)/g)].map((match) => match[1]);
const entities = await Promise.all(
  names.map(async (name) => {
    const note = await filesystem.read_text_file({ path: `notes/${name}` });
    return { name, entityType: "note", observations: note.content.split("\n").slice(0, 3) };
  }),
);
await memory.create_entities({ entities });
return entities.length;
