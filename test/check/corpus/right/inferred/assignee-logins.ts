export default async function main() {
  const issues = (await github.list_issues({ owner: "acme", repo: "widgets" })).items;
  return issues.map((issue) => ({ number: issue.number, who: issue.assignee?.login ?? "nobody" }));
}
