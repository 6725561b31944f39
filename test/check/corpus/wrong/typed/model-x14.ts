async function go() {
  const r = await everything.echo({ message: "x" });
  if (r) {
    return r;
}
return await go();
