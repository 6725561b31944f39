const text = await github.get_pull_request_comments({ owner: "acme", repo: "widgets", pull_number: 1 });
return text.length > 2 ? "commented" : "no comments";
