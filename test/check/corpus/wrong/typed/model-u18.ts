const r = await filesystem.directory_tree({ path: "." });
for (const node of r.children) console.log(node.name);
const t = JSON.parse(r);
return t;
