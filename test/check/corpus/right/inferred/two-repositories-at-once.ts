const [ours, theirs] = await Promise.all([
  github.list_issues({ owner: "acme", repo: "widgets" }),
  github.list_issues({ owner: "acme", repo: "gadgets" }),
]);
return ours.items.length - theirs.items.length;
