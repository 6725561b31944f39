const r: any = await (filesystem as any).readFile({ path: "alpha.md" });
return r.content;
