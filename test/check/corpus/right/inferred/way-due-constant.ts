type Issue = Awaited<ReturnType<typeof github.list_issues>>["items"][number];
function due(issue: Issue): Date | null {
  const hasDue = issue.milestone !== null && issue.milestone.due_on !== null;
  return hasDue ? new Date(issue.milestone.due_on) : null;
}
const { items } = await github.list_issues({ owner: "a", repo: "b" });
return items.map(due).filter((d): d is Date => d !== null).map((d) => d.toISOString()).sort()[0] ?? "no due date";
