const { content } = await filesystem.read_media_file({ path: "logo.png" });
const sizes = content.map((block) => (block.type === "resource" ? block.resource.blob.length : block.data.length));
return sizes.reduce((a, b) => a + b, 0);
