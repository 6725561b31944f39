const g = await memory.read_graph();
const scores = g.entities
  .map(({ name, observations }) => ({ name, score: observations.join(" ").length }))
  .toSorted((a, b) => b.score - a.score || a.name.localeCompare(b.name))
  .slice(0, 2);
console.log(`Top: ${scores.map((s) => `${s.name}=${s.score}`).join(", ")}`);
const { length } = scores;
return { scores, length, p: scores.at(0)?.score ?? 0 };
