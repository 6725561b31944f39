const stack = [1];
const memo: Record<number, bigint> = {};
const fib = (n: number): bigint => memo[n] ??= n < 2 ? BigInt(n) : fib(n - 1) + fib(n - 2);
return { f: fib(90).toString(), top: stack.pop() };
