console.log("hello %s, %d items", "x", 3);
const r = await everything.echo({ mesage: "typo" });
const s = await everything.echo({ message: undefined });
const t = await everything.echo({});
return r;
