const { content } = await everything.get_tiny_image.raw();
const texts = content.filter((c) => c.type === "text").map((c) => c.text);
const img = content.find((c) => c.type === "image")!;
return { texts, kb: (img.data.length * 0.75 / 1024).toFixed(1) };
