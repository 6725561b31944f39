const before = await gitlab.get_file_contents({ project_id: "1", file_path: "a.txt" });
const after = await gitlab.get_file_contents({ project_id: "1", file_path: "b.txt" });
const kept = before.split("\n").filter((line) => after.includes(line));
return before === after ? "same" : { kept: kept.length };
