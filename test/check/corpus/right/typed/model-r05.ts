type TreeNode = { name: string; type: "file" | "directory"; children?: TreeNode[] };

const { content: allowed } = await filesystem.list_allowed_directories();
const root = allowed.match(/\/.*/)?.[0] ?? ".";
const { content } = await filesystem.directory_tree({ path: root });
const tree: TreeNode[] = JSON.parse(content);

function toObject(nodes: TreeNode[]): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const n of nodes) {
    out[n.name] = n.type === "directory" ? toObject(n.children ?? []) : null;
  }
  return out;
}
return toObject(tree);
