const type = (await memory.read_graph()).entities.length > 2 ? "success" : "error";
let kind = "debug";
const a = await everything.get_annotated_message({ messageType: type });
const b = await everything.get_annotated_message({ messageType: kind });
return [a, b];
