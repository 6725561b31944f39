async function main() {
  const dirsText = (await filesystem.list_allowed_directories()).content;
  const root = dirsText.trim().split("\n").at(-1)!.trim();
  const { content } = await filesystem.list_directory({ path: root });
  const names = [...content.matchAll(/^\[FILE\] (.+)$/gm)].map((m) => m[1]);
  const bodies = await Promise.all(names.map((n) => filesystem.read_text_file({ path: `${root}/${n}` })));

  await memory.create_entities({
    entities: names.map((name, i) => ({
      name,
      entityType: "note",
      observations: bodies[i].content.split("\n").filter((l) => l.trim() !== ""),
    })),
  });
  const relations = [];
  for (let i = 0; i < names.length - 1; i++) {
    relations.push({ from: names[i], to: names[i + 1], relationType: "precedes" });
  }
  await memory.create_relations({ relations });
  const found = await memory.search_nodes({ query: "alpha" });
  return { entities: found.entities.map((e) => e.name), relations: found.relations };
}

return await main();
