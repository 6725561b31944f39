interface Issue {
  number: number;
  title: string;
  assignee: { login: string } | null;
}
const issues: Issue[] = JSON.parse(await github.list_issues({ owner: "acme", repo: "widgets" }));
return issues.filter((issue) => !issue.assignee).map(({ number }) => number);
