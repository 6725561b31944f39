const { items: pulls } = await github.list_pull_requests({ owner: "acme", repo: "widgets" });
const drafts = [];
for (const pull of pulls) {
  if (!pull.draft) continue;
  drafts.push({ number: pull.number, from: pull.head.ref, into: pull.base.ref });
}
return drafts;
