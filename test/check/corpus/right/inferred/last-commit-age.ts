const { items } = await github.list_commits({ owner: "acme", repo: "widgets", sha: "main", perPage: 1 });
const [latest] = items;
if (latest === undefined) return null;
const hours = (Date.now() - new Date(latest.commit.author.date).getTime()) / 3_600_000;
return Math.round(hours);
