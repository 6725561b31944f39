let a = 1;
let b = 2;
[a, b] = [b, a];
const text = await everything.get_sum({ a, b });
const fib = [0, 1];
while (fib.length < 10) fib.push(fib.at(-1) + fib.at(-2));
return { text, fib };
