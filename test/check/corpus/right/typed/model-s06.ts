const tree = JSON.parse((await filesystem.directory_tree({ path: "." })).content);
const count = (nodes) => nodes.reduce((n, x) => n + (x.type === "directory" ? count(x.children) : 1), 0);
return count(tree);
