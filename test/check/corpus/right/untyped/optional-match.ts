const text = await github.get_pull_request_status({ owner: "acme", repo: "widgets", pull_number: 2 });
const state = text.match(/"state":\s*"(\w+)"/)?.[1] ?? "unknown";
return state;
