const r = await everything.get_sum({ a: 1, b: 2 });
return r.structuredContent ?? r.content;
