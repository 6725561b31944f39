let found: { name: string } | null = null;
(await memory.read_graph()).entities.forEach((e) => {
  if (e.name.startsWith("b")) found = { name: e.name };
});
return found ? found.name : "none";
