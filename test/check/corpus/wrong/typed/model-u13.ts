const x = everything.echo({ message: "x" });
if (!x) return "no";
const t = x ?? "default";
return t.length;
