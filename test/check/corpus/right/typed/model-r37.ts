const { entities } = await memory.read_graph();
const longest = entities.sort((a, b) => b.observations.length - a.observations.length)[0];
if (!longest) return "empty graph";
const [first, ...rest] = longest.observations;
return { name: longest.name, first: first.toUpperCase(), rest: rest.length };
