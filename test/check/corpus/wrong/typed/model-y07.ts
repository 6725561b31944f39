async function log(message: string) {
  await everything.echo({ message });
}
log("a");
const p = log("b");
void log("c");
return "ok";
