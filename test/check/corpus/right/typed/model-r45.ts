const calls = {
  sum: () => everything.get_sum({ a: 1, b: 2 }),
  echo: () => everything.echo({ message: "x" }),
} as const;
const out: Partial<Record<keyof typeof calls, string>> = {};
for (const key of Object.keys(calls) as (keyof typeof calls)[]) {
  out[key] = await calls[key]();
}
return out;
