const summary = {};
summary.count = (await memory.read_graph()).entities.length;
summary.at = new Date().getFullYear();
return summary;
