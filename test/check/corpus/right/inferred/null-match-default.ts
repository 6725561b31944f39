const { items } = await github.list_commits({ owner: "acme", repo: "widgets" });
const numbers = items.flatMap(({ commit }) => (commit.message.match(/#\d+/g) ?? []).map((one) => Number(one.slice(1))));
return [...new Set(numbers)];
