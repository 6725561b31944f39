const { content } = await filesystem.list_directory_with_sizes({ path: "/", sortBy: "size" });
const rows = content.split("\n").filter((l) => l.startsWith("[FILE]")).map((l) => {
  const [, name, num, unit] = /\[FILE\] (.+?)\s+([\d.]+) (B|KB|MB)/.exec(l) || [];
  return { name, bytes: parseFloat(num) * { B: 1, KB: 1024, MB: 1024 ** 2 }[unit] };
});
return rows.toSorted((x, y) => y.bytes - x.bytes).slice(0, 3).map((r) => r.name.padEnd(10));
