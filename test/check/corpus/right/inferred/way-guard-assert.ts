function assert(condition, message = "assertion failed") {
  if (!condition) throw new Error(message);
}
const { items } = await github.list_issues({ owner: "a", repo: "b" });
const issue = items.find((one) => one.number === 7);
assert(issue !== undefined && issue.milestone !== null, "no issue 7");
return issue.milestone.title;
