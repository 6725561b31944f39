const sum = await everything.get_sum({ a: 1, b: 2 });
return sum + 1 > 3 ? sum * 2 : 0;
