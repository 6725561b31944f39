const s = JSON.stringify(memory.read_graph());
await filesystem.write_file({ path: "g.json", content: s });
return s;
