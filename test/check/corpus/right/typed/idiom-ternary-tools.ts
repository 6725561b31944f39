const asText = input?.asText ?? false;
const value = asText
  ? (await filesystem.read_text_file({ path: "alpha.md" })).content
  : (await memory.read_graph()).entities.length;
return { value };
