const text = await github.get_issue({ owner: "acme", repo: "widgets", issue_number: 999 }).catch(() => null);
if (text === null) return "no such issue";
return JSON.parse(text).title;
