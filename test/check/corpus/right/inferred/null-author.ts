const { items } = await github.list_commits({ owner: "acme", repo: "widgets" });
const who = new Set<string>();
for (const one of items) who.add(one.author?.login.toLowerCase() ?? one.commit.author.name);
return [...who];
