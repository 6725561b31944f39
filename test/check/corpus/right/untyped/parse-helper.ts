const parse = <T>(text: string): T => JSON.parse(text) as T;
const issue = parse<{ title: string; body?: string }>(
  await github.get_issue({ owner: "acme", repo: "widgets", issue_number: 4 }),
);
return issue.body?.length ?? 0;
