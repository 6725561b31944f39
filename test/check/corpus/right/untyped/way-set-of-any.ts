const data = JSON.parse(await github.list_issues({ owner: "a", repo: "b" }));
const ids = [...new Set(data.map((i) => i.user.login))];
const out = [];
for (const q of ids) out.push(await github.search_users({ q }));
return out;
