let best;
for (const e of (await memory.read_graph()).entities) if (!best || e.observations.length > best.observations.length) best = e;
return best?.name;
