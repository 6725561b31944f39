const list = async (state = "open") => (await github.list_issues({ owner: "acme", repo: "widgets", state })).items;
const open = await list();
const closed = await list("closed");
return [open.length, closed.length];
