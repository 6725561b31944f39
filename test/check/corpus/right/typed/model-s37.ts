const img = await everything.get_tiny_image.raw();
return img.content.filter((c) => c.type === "image").map((c) => c.data.slice(0, 10));
