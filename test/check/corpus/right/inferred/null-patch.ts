const { items } = await github.get_pull_request_files({ owner: "acme", repo: "widgets", pull_number: 1 });
for (const file of items) {
  if (!file.patch) continue;
  console.log(file.filename, file.patch.split("\n").length);
}
