// Reads every note at once, records each one in the knowledge graph, and adds up their lines on a third server.
const listing = await filesystem.list_directory({ path: "." });
const names = listing.content.split("\n").map((line) => line.replace("[FILE] ", ""));
const notes = await Promise.all(
  names.map(async (name) => {
    const { content } = await filesystem.read_text_file({ path: name });
    return { name, lines: content.trim().split("\n") };
  }),
);

await memory.create_entities({
  entities: notes.map(({ name, lines }) => ({ name, entityType: "note", observations: lines })),
});
const { entities } = await memory.read_graph({});
console.log(`${entities.length} notes in the graph`);

let sum = 0;
for (const { lines } of notes) {
  const answer = await everything.get_sum({ a: sum, b: lines.length });
  console.log(answer);
  sum += lines.length;
}
return { notes: entities.map((entity) => entity.name), lines: sum };
