const sum = await everything.get_sum({ a: 1, b: 2 });
return sum * 2;
