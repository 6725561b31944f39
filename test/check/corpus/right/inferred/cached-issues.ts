const cache = new Map<number, ReturnType<typeof github.get_issue>>();
const issue = (issue_number: number) => {
  const known = cache.get(issue_number) ?? github.get_issue({ owner: "acme", repo: "widgets", issue_number });
  cache.set(issue_number, known);
  return known;
};
const [a, b] = await Promise.all([issue(1), issue(1)]);
return a.title === b.title;
