const out = [];
for (const m of ["a", "b"]) out.push(everything.echo({ message: m }));
return out;
