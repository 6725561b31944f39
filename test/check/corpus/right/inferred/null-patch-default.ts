const { items } = await github.get_pull_request_files({ owner: "acme", repo: "widgets", pull_number: 1 });
return items.reduce((count, file) => count + (file.patch ?? "").length, 0);
