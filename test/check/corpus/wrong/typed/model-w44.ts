const { data } = await everything.get_tiny_image.raw();
return data;
