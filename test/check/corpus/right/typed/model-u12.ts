const [a, b] = "3,4".split(",").map(Number);
const dims = { w: a, h: b };
for (const k of Object.keys(dims)) console.log(k, dims[k]);
for (const k in dims) console.log(k, dims[k]);
return dims;
