const data = JSON.parse(await github.list_issues({ owner: "a", repo: "b" }));
const byUser = new Map(data.map((i) => [i.user.login, i]));
for (const [login, issue] of byUser) await github.add_issue_comment({ owner: "a", repo: "b", issue_number: issue.number, body: login });
return byUser.size;
