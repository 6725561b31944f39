const r = await everything["get-sum"]({ a: 1, b: 2 });
return r;
