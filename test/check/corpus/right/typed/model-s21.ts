const r = await filesystem.read_media_file({ path: "alpha.md" });
const [first] = r.content;
if (first.type === "resource") return { uri: first.resource.uri, text: atob(first.resource.blob) };
return first.mimeType;
