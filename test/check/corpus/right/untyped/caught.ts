try {
  return await github.merge_pull_request({ owner: "acme", repo: "widgets", pull_number: 6, merge_method: "rebase" });
} catch (error) {
  console.error(error.message);
  return "not merged";
}
