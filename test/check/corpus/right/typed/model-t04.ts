const tree = JSON.parse((await filesystem.directory_tree({ path: "." })).content);
const render = (nodes, depth = 0) =>
  nodes.flatMap((n) => [`${"  ".repeat(depth)}${n.name}${n.type === "directory" ? "/" : ""}`, ...(n.children ? render(n.children, depth + 1) : [])]);
return render(tree).join("\n");
