const r = await filesystem.directory_tree({ path: "." });
const tree = r.content;
return tree.map((n) => n.name);
