const text = await github.get_pull_request_reviews({ owner: "acme", repo: "widgets", pull_number: 2 });
const match = text.match(/"state":\s*"(\w+)"/);
if (!match) return "not reviewed";
return match[1];
