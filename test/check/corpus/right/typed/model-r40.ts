const message = await everything.get_annotated_message.raw({ messageType: "success", includeImage: true });
const parts = message.content.map((c) => {
  switch (c.type) {
    case "text":
      return c.text;
    case "image":
      return `[${c.mimeType}, ${c.data.length} chars]`;
    default:
      return `[${c.type}]`;
  }
});
return parts;
