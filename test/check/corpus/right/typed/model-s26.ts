async function main() {
  return await everything.echo({ message: "main declared, never called" });
}
