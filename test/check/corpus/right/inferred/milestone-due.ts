const issue = await github.get_issue({ owner: "acme", repo: "widgets", issue_number: 7 });
const due = issue.milestone?.due_on;
if (!due) return "no date";
return new Date(due).toISOString().slice(0, 10);
