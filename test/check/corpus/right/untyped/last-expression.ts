const open = JSON.parse(await github.list_issues({ owner: "acme", repo: "widgets", state: "open" }));
const closed = JSON.parse(await github.list_issues({ owner: "acme", repo: "widgets", state: "closed" }));
({ open: open.length, closed: closed.length });
