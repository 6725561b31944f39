const names = ["widgets", "gadgets", "gone"];
const settled = await Promise.allSettled(names.map((repo) => github.list_commits({ owner: "acme", repo })));
const report = settled.map((one, index) =>
  one.status === "fulfilled" ? `${names[index]}: ${one.value.items.length}` : `${names[index]}: ${one.reason.message}`,
);
return report.join("\n");
