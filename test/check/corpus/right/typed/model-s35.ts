const raw = await everything.get_sum.raw({ a: 2, b: 3 });
const text = raw.content[0].type === "text" ? raw.content[0].text : "";
return Number(/(\d+)\.$/.exec(text)![1]);
