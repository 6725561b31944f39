const types = ["error", "success", "debug"];
const results = await Promise.all(types.map((messageType) => everything.get_annotated_message({ messageType })));
return results;
