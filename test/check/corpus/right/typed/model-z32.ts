function main() {
  return everything.echo({ message: "sync main" });
}
main();
