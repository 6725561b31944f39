const commits = (await github.list_commits({ owner: "acme", repo: "widgets", perPage: 100 })).items;
const authors = Object.groupBy(commits, (one) => one.author?.login ?? one.commit.author.email);
return Object.entries(authors).map(([who, list]) => ({ who, commits: list?.length ?? 0 }));
