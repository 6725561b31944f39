const { items } = await github.list_commits({ owner: "acme", repo: "widgets" });
return items.findLast((one) => one.commit.message.startsWith("fix"))?.sha.slice(0, 7) ?? null;
