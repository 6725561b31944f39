const issue = await github.get_issue({ owner: "a", repo: "b", issue_number: 1 });
const out = [];
for (const k in issue) if (typeof issue[k] === "string") out.push(k);
return out;
