export default async function () {
  const message = await everything.echo({ message: "from default export" });
  return { message };
}
