const main = async () => {
  const pulls = JSON.parse(await github.list_pull_requests({ owner: "acme", repo: "widgets", base: "main", direction: "desc" }));
  console.log(`${pulls.length} pulls`);
};
await main();
