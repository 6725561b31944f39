const items = (await filesystem.list_directory({ path: "." })).content
  .split("\n")
  .map((l) => /^\[(\w+)\] (.+)$/.exec(l))
  .filter(Boolean)
  .map((m) => ({ type: m[1], name: m[2] }));
return items;
