const { content: [block] } = await everything.get_sum.raw({ a: 2, b: 3 });
return block.text;
