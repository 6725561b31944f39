let result = null;
for (const e of (await memory.read_graph()).entities) {
  if (e.name.startsWith("b")) result = { name: e.name };
}
return result ? result.name : "none";
