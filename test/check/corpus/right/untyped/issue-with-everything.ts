const created = await github.create_issue({
  owner: "acme",
  repo: "widgets",
  title: "Crash on start",
  body: ["## Steps", "1. Start", "2. Wait"].join("\n"),
  labels: ["bug", "p1"],
  assignees: ["octocat"],
  milestone: 3,
});
console.log(created);
