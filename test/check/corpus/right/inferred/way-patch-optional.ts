const { items } = await github.get_pull_request_files({ owner: "a", repo: "b", pull_number: 1 });
return items.filter((f) => "patch" in f).map((f) => f.patch.length);
