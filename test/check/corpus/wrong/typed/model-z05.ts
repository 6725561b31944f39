return { ...memory.read_graph(), keys: Object.keys(memory.read_graph()) };
