const issue = await github.get_issue({ owner: "a", repo: "b", issue_number: 1 });
return Object.keys(issue).map((k) => `${k}=${issue[k]}`);
