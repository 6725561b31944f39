const result = await everything.get_tiny_image.raw();
const block = result.content.find((c): c is { type: "image"; data: string; mimeType: string } => c.type === "image");
return block?.mimeType;
