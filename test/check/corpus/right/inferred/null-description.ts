const { items } = await github.search_repositories({ query: "widgets" });
return items.map((repo) => ({ name: repo.name, words: repo.description?.split(" ").length ?? 0 }));
