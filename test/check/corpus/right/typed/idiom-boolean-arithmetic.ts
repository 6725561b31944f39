const { entities } = await memory.read_graph();
const filled = entities.reduce((n, e) => n + (e.observations.length > 0 ? 1 : 0), 0);
const flags = entities.map((e) => !!e.observations.length);
return { filled, ratio: filled / (entities.length || 1), some: flags.some(Boolean), n: flags.filter(Boolean).length };
