const img = await everything.get_tiny_image.raw();
for (const block of img.content) {
  if (block.type === "image") {
    const binary = atob(block.data);
    const bytes = Uint8Array.from(binary, (c) => c.charCodeAt(0));
    const view = new DataView(bytes.buffer);
    return { width: view.getUint32(16), height: view.getUint32(20), magic: binary.slice(1, 4) };
  }
}
return null;
