const commits = JSON.parse(await github.list_commits({ owner: "acme", repo: "widgets", perPage: 100 }));
const days = {};
for (const { commit } of commits) {
  const day = commit.author.date.slice(0, 10);
  days[day] = (days[day] || 0) + 1;
}
return days;
