const tree = JSON.parse((await filesystem.directory_tree({ path: "." })).content, (key, value) =>
  key === "children" && value.length === 0 ? undefined : value,
);
const walk = (node, depth = 0) => [" ".repeat(depth) + node.name, ...(node.children || []).flatMap((c) => walk(c, depth + 1))];
return tree.flatMap((node) => walk(node)).join("\n");
