const { items } = await github.list_issues({ owner: "a", repo: "b" });
const [withM, without] = items.reduce(([a, b], i) => (i.milestone ? [[...a, i], b] : [a, [...b, i]]), [[], []]);
const due = withM.map((i) => i.milestone.title);
return { due, without: without.length };
