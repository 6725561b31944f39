const { items } = await github.list_issues({ owner: "a", repo: "b" });
const sorted = items.toSorted((a, b) => a.title.localeCompare(b.title));
const swapped = sorted.with(0, sorted.at(-1));
const text = items.map((i) => i.body ?? "").join("\n");
const dates = [...text.matchAll(/(?<y>\d{4})-(?<m>\d\d)/g)].map(({ groups: { y, m } }) => new Date(+y, +m - 1));
return { swapped: swapped.length, dates };
