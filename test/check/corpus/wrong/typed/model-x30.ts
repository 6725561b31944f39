const text: number = await everything.get_sum({ a: 1, b: 2 });
return text + 1;
