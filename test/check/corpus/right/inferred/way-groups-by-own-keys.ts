const { items } = await github.list_issues({ owner: "a", repo: "b" });
const groups = Object.groupBy(items, ({ created_at }) => created_at.slice(0, 7));
const summary = Object.keys(groups).sort().map((month) => ({ month, n: groups[month].length, who: [...new Set(groups[month].map((i) => i.user.login))] }));
const labels = Object.entries(groups).flatMap(([m, is]) => is.flatMap((i) => i.labels.map((l) => [m, l.name])));
const g2 = Map.groupBy(items, (i) => i.user.login);
const tops = [...g2.entries()].map(([who, list]) => ({ who, n: list.length })).sort((a, b) => b.n - a.n);
for (const m in groups) console.log(m, groups[m].length);
return { summary, labels, tops, mine: g2.get("me")?.length ?? 0 };
