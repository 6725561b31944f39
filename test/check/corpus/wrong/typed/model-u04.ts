const r = await Promise.all([1, 2].map((n) => { everything.get_sum({ a: n, b: n }); }));
return r;
