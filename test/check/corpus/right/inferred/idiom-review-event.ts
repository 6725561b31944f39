const small = true;
let event = "COMMENT";
if (small) event = "APPROVE";
await github.create_pull_request_review({ owner: "acme", repo: "widgets", pull_number: 1, body: "ok", event });
return event;
