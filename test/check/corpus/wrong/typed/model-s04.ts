const files = {};
const res = await filesystem.list_directory({ path: "." });
res.content.split("\n").forEach(line => {
  const [, type, name] = line.match(/\[(FILE|DIR)\] (.*)/);
  (files[type] ??= []).push(name);
});
return files;
