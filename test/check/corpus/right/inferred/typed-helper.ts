type Issue = github.GetIssueOutput;
const describe = (issue: Issue): string => `${issue.title} [${issue.labels.map((label) => label.name).join(", ")}]`;
const issue = await github.get_issue({ owner: "acme", repo: "widgets", issue_number: 3 });
return describe(issue);
