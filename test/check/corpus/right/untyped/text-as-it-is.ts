return await github.get_pull_request({ owner: "acme", repo: "widgets", pull_number: 1 });
