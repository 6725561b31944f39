const result = await everything.get_tiny_image.raw();
return result.content.map((c) => ("data" in c ? { type: c.type, size: c.data.length } : { type: c.type }));
