(async () => {
  const r = await everything.echo({ message: "IIFE" });
  console.log(r);
  return r;
})();
