const results = [];
for (const pull_number of [1, 2, 3]) {
  try {
    await github.update_pull_request_branch({ owner: "acme", repo: "widgets", pull_number });
    results.push({ pull_number, ok: true });
  } catch (error) {
    results.push({ pull_number, ok: false, why: error instanceof Error ? error.message : String(error) });
  }
}
return results;
