const result = await everything.get_tiny_image.raw({});
const image = result.content.find((c) => c.type === "image");
if (!image) throw new Error("no image");
return { mimeType: image.mimeType, size: image.data.length };
