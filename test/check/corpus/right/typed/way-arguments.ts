function sum() { let s = 0; for (const x of arguments) s += x; return s + arguments.length; }
return everything.get_sum({ a: sum(1, 2, 3), b: 0 });
