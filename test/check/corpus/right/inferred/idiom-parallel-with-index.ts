const repos = ["widgets", "gadgets"];
const answers = await Promise.all(repos.map((repo) => github.list_commits({ owner: "acme", repo })));
const summary = {};
answers.forEach(({ items }, i) => {
  summary[repos[i]] = items.length;
});
return summary;
