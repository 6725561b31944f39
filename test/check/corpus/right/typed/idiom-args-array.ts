const calls = [
  { a: 1, b: 2 },
  { a: 3, b: 4 },
];
const out = [];
for (const args of calls) out.push(await everything.get_sum(args));
return out;
