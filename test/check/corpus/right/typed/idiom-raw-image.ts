const raw = await everything.get_tiny_image.raw();
const image = raw.content.find((block) => block.type === "image");
if (!image) return null;
return image.data.length;
