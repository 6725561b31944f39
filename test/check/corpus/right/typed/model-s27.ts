async function main() {
  const r = await everything.echo({ message: "main().then" });
  console.log(r);
}
main().then(() => console.log("finished")).catch(console.error);
