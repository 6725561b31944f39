const LIMITS = Object.freeze({ a: 1, b: 2 });
const k = (await everything.echo({ message: "a" })).slice(-1);
return LIMITS[k] * 2;
