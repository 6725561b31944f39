const r = await filesystem.readTextFile({ path: "alpha.md" });
return r.content;
