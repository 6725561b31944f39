const { content } = await filesystem.list_directory({ path: "." });
const entries = content.split("\n").map((l) => ({ dir: l[1] == "D", name: l.slice(l.indexOf(" ") + 1) }));
const dirs = entries.filter((e) => e.dir == true).length;
return dirs == 0 ? null : dirs;
