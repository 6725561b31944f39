const number = 17;
const issue = await github.get_issue({ owner: "acme", repo: "widgets", issue_number: number });
const wanted = ["bug", "triaged"];
const missing = wanted.filter((name) => !issue.labels.some((label) => label.name === name));
if (missing.length > 0) {
  await github.update_issue({
    owner: "acme",
    repo: "widgets",
    issue_number: number,
    labels: [...issue.labels.map(({ name }) => name), ...missing],
  });
}
return missing;
