export default async () => {
  globalThis.Error = class {};
  const answer = await srv.echo({ a: [1, { b: "x" }] });
  return { answer, own: [true, "text", 2] };
};
