const { items } = await github.list_issues({ owner: "acme", repo: "widgets", state: "open", per_page: 50 });
const unassigned = items.filter((issue) => issue.assignee === null);
for (const issue of unassigned) {
  await github.add_issue_comment({
    owner: "acme",
    repo: "widgets",
    issue_number: issue.number,
    body: "Who takes this one?",
  });
}
return { asked: unassigned.length };
