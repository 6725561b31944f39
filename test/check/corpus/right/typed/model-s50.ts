console.log("%s has %d items", "cart", 3);
console.log({ a: { b: { c: { d: 1 } } } });
console.log([1, "two", null, undefined], true, 1.5, -0, NaN);
console.log(new Map([["a", { x: 1 }]]), new Set(["y"]), new Date(0), /x/g, () => 1, Symbol("s"), 10n, new Error("boom"));
console.warn("w"); console.error("e"); console.info("i"); console.debug("d");
console.log();
console.log("multi\nline");
