async function run({ name = "you" } = {}) {
  return everything.echo({ message: name });
}
export default run;
