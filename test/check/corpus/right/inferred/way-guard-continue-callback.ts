const { items } = await github.list_issues({ owner: "a", repo: "b" });
const bodies = {};
for (const i of items) {
  if (!i.body || i.pull_request) continue;
  const m = /fixes #(\d+)/i.exec(i.body);
  if (!m) continue;
  bodies[i.number] = { fixes: +m[1], len: i.body.length };
  items.filter((o) => o.number === +m[1]).forEach((o) => { bodies[i.number].title = o.title; bodies[i.number].same = o.body === i.body.trim(); });
}
return bodies;
