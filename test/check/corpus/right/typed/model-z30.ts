export default async () => {
  const r = await everything.echo({ message: "default arrow" });
  return r;
};
