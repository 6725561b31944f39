async () => {
  const r = await everything.echo({ message: "arrow" });
  return r;
}
