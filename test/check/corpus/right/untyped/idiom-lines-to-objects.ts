const text = await gitlab.get_file_contents({ project_id: "1", file_path: "data.csv" });
const [header, ...rows] = text.trim().split("\n").map((line) => line.split(","));
const objects = rows.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i]])));
return objects.filter((o) => o.status === "open").map((o) => ({ ...o, price: parseFloat(o.price) || 0 }));
