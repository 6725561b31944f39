const { items } = await github.list_issues({ owner: "acme", repo: "widgets" });
const byNumber = {};
for (const issue of items) byNumber[issue.number] = issue;
const seven = byNumber[7];
return seven ? seven.title : Object.keys(byNumber);
