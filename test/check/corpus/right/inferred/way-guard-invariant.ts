function invariant(cond, msg) { if (!cond) throw new Error(msg); }
const { items } = await github.list_issues({ owner: "a", repo: "b" });
const i = items.find((x) => x.number === 7);
invariant(i, "no issue 7");
return i.title;
