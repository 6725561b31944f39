const { items } = await github.list_pull_requests({ owner: "acme", repo: "widgets", state: "closed" });
return items.map((pull) => ({ number: pull.number, day: pull.merged_at?.slice(0, 10) ?? "not merged" }));
