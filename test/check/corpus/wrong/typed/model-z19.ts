const names: Record<string, any>[] = (await memory.read_graph()).entities;
return names.map((n) => n.title);
