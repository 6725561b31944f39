const root = (await filesystem.list_allowed_directories()).content.split("\n").slice(-1)[0] as string;
const { content } = await filesystem.list_directory_with_sizes({ path: root, sortBy: "size" });
console.log(content);
const re = /^\[FILE\]\s+(?<name>\S+)\s+(?<size>[\d.]+)\s*(?<unit>B|KB|MB)$/gm;
const sizes = Array.from(content.matchAll(re), (m) => {
  const { name, size, unit } = m.groups!;
  const factor = { B: 1, KB: 1024, MB: 1024 ** 2 }[unit as "B" | "KB" | "MB"];
  return { name, bytes: parseFloat(size) * factor };
});
return sizes.sort((a, b) => b.bytes - a.bytes || a.name.localeCompare(b.name));
