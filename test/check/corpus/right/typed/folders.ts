for (const name of ["in", "out", "tmp"]) {
  await filesystem.create_directory({ path: `work/${name}` });
  console.log(`made ${name}`);
}
const tree = await filesystem.directory_tree({ path: "work", excludePatterns: ["tmp"] });
return JSON.parse(tree.content).length;
