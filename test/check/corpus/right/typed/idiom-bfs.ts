const { relations } = await memory.read_graph();
const next = {};
for (const { from, to } of relations) (next[from] = next[from] || []).push(to);
const seen = new Set(["alpha.md"]);
const todo = ["alpha.md"];
while (todo.length) {
  const name = todo.pop();
  for (const other of next[name] || []) {
    if (seen.has(other)) continue;
    seen.add(other);
    todo.push(other);
  }
}
return [...seen];
