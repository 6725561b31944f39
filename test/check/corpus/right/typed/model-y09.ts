const promises = new Map<string, Promise<string>>();
for (const m of ["a", "b"]) promises.set(m, everything.echo({ message: m }));
const out: Record<string, string> = {};
for (const [k, p] of promises) out[k] = await p;
return out;
