const { items } = await github.list_commits({ owner: "acme", repo: "widgets" });
return items.map(({ sha, commit }) => sha.slice(0, 7) + " " + commit.message.split("\n")[0]);
