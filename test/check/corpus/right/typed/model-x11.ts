async function main() {
  for (const city of ["New York", "Chicago"]) {
    const w = await everything.get_structured_content({ location: city });
    console.log(`${city}: ${w.temperature}`);
  }
}
await main();
