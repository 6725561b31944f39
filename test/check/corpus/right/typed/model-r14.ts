const numbers = [3, 4, 5, 6];
const total = await numbers.reduce(async (accP, n) => {
  const acc = await accP;
  const text = await everything.get_sum({ a: acc, b: n });
  return Number(text.match(/is (-?\d+(?:\.\d+)?)/)?.[1] ?? NaN);
}, Promise.resolve(0));
return total;
