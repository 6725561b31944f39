const data = JSON.parse(await github.list_issues({ owner: "a", repo: "b" }));
const nums = [...new Set(data.map((i) => i.number))].sort((a, b) => a - b);
return Promise.all(nums.map((issue_number) => github.get_issue({ owner: "a", repo: "b", issue_number })));
