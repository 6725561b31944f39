const onDone = input?.onDone;
const { items } = await github.list_issues({ owner: "acme", repo: "widgets" });
onDone?.(items.length);
return items.length;
