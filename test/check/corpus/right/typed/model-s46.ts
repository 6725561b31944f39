return JSON.stringify(await memory.read_graph(), null, 2).length;
