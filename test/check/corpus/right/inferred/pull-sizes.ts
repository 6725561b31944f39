const pulls = await github.list_pull_requests({ owner: "acme", repo: "widgets", state: "open", sort: "created" });
const sizes = await Promise.all(
  pulls.items.map(async ({ number, title }) => {
    const files = await github.get_pull_request_files({ owner: "acme", repo: "widgets", pull_number: number });
    const changed = files.items.reduce((sum, file) => sum + file.additions + file.deletions, 0);
    return { number, title, changed };
  }),
);
return sizes.sort((a, b) => b.changed - a.changed).slice(0, 3);
