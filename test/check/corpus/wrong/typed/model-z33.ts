async function main() {
  console.log(await everything.echo({ message: "in main" }));
}
main().catch((e) => { console.error(e); process.exit(1); });
