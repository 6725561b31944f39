// Three mistakes a model makes: a parameter that does not exist, a missing `await`, a wrong type.
// The last line would write to a server. It never runs: the gate stops the whole program first.
const note = filesystem.read_text_file({ file: "alpha.md" });
await memory.create_entities({
  entities: [{ name: "alpha", entityType: "note", observations: note.content }],
});
