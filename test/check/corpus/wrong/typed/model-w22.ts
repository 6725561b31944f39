const img = await everything.get_tiny_image.raw({});
return Buffer.from(img.content[1].data, "base64").length;
