const t0 = Date.now();
const seq: string[] = [];
for (let i = 0; i < 3; i++) seq.push(await everything.echo({ message: `seq ${i}` }));
const t1 = Date.now();
const par = await Promise.all([0, 1, 2].map((i) => everything.echo({ message: `par ${i}` })));
const t2 = Date.now();
console.log(`sequential ${t1 - t0}ms, parallel ${t2 - t1}ms`);
return { seq, par };
