const r = await everything.get_structured_content({ location: "new york" });
const s = await filesystem.list_directory_with_sizes({ path: ".", sortBy: "date" });
const t = await everything.get_annotated_message({ messageType: "warning" });
return r;
