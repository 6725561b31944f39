const { statuses } = await github.get_pull_request_status({ owner: "acme", repo: "widgets", pull_number: 1 });
return statuses.map((one) => `${one.context}: ${one.description?.trim() ?? "-"}`);
