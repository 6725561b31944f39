const files = ["a", "b"].map((name) => ({ path: `notes/${name}.md`, content: `# ${name}\n` }));
const pushed = await github.push_files({
  owner: "acme",
  repo: "widgets",
  branch: "notes",
  files,
  message: "Notes",
});
console.log(pushed.length);
return files.map(({ path }) => path);
