await main();

async function main() {
  const lines: string[] = [];
  const log = (...args: unknown[]) => lines.push(args.map(String).join(" "));
  log("start", 1, true);
  const [a, b] = await Promise.all([everything.echo({ message: "a" }), everything.get_sum({ a: 1, b: 2 })]);
  log(a, b);
  console.log(lines.join("\n"));
}
