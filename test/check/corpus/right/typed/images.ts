const { content } = await filesystem.read_media_file({ path: "logo.png" });
const image = content.find((block) => block.type === "image");
return image ? image.mimeType : "no image";
