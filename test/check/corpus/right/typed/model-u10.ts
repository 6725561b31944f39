const labels: Record<string, string> = { a: "A" };
const l2 = { "x": 1 } as Record<string, number>;
const nums = [10, 9, 8].map(n => ({ n, sq: n * n }));
const lookup = new Map(nums.map(o => [o.n, o]));
return [labels["b"] ?? "?", l2.zz ?? 0, lookup.get(10)?.sq];
