const sizes = (await filesystem.list_directory_with_sizes({ path: "." })).content
  .split("\n")
  .map((l) => l.match(/\[FILE\]\s+(\S+)\s+([\d.]+) (B|KB)/))
  .filter((m) => m !== null)
  .map(([, name, size, unit]) => ({ name, bytes: +size * (unit === "KB" ? 1024 : 1) }));
return sizes;
