const { items } = await github.list_issues({ owner: "acme", repo: "widgets" });
const ranked = items.map((issue) => ({ ...issue, score: issue.comments * 2 + issue.labels.length }));
ranked.sort((a, b) => b.score - a.score);
return ranked.slice(0, 3).map(({ title, score }) => ({ title, score }));
