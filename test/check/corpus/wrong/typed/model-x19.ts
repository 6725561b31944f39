const r = await memory.search_nodes("alpha");
return r.entities;
