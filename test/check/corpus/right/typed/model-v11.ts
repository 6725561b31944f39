const s = "abc";
const counts = {};
for (const c of s) counts[c] = (counts[c] || 0) + 1;
const counts2 = [..."hello"].reduce((acc, c) => { acc[c] = (acc[c] ?? 0) + 1; return acc; }, {});
const grouped = ["a1", "b2"].reduce((acc, x) => ({ ...acc, [x[0]]: [...(acc[x[0]] || []), x] }), {});
const list = [1, 2].reduce((acc, x) => { acc.push(x * 2); return acc; }, []);
return { counts, counts2, grouped, list };
