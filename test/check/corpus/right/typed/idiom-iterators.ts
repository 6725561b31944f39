const range = {
  from: 1,
  to: 3,
  *[Symbol.iterator]() {
    for (let n = this.from; n <= this.to; n++) yield n;
  },
};
const texts = [];
for (const n of range) texts.push(await everything.get_sum({ a: n, b: n }));
return texts;
