const issue = await github.get_issue({ owner: "acme", repo: "widgets", issue_number: 9 });
if (!issue.milestone) return "no milestone";
return `${issue.milestone.title} is due ${issue.milestone.due_on ?? "some day"}`;
