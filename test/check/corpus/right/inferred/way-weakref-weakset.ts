const { items } = await github.list_issues({ owner: "a", repo: "b" });
const done = new WeakSet<(typeof items)[number]>();
items.forEach((i) => { if (i.state === "closed") done.add(i); });
const ref = new WeakRef(items);
return ref.deref()?.filter((i) => !done.has(i)).length ?? 0;
