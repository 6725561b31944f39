const grid = Array(3).fill(0).map(() => Array(3).fill("."));
grid[1][1] = "x";
const rows = [...Array(3).keys()].map((y) => grid[y].join(""));
await filesystem.write_file({ path: "grid.txt", content: rows.join("\n") });
return rows;
