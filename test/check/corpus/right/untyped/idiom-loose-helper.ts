const json = async (promise) => JSON.parse(await promise);
const issue = await json(github.get_issue({ owner: "acme", repo: "widgets", issue_number: 1 }));
const pulls = await json(github.list_pull_requests({ owner: "acme", repo: "widgets" }));
return { title: issue.title, pulls: pulls.length };
