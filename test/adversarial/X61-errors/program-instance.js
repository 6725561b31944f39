export default async () => {
  Object.defineProperty(Error, Symbol.hasInstance, { value: () => true });
  const answer = await srv.echo({ a: [1, { b: "x" }] });
  return { answer, own: [true, "text", 2] };
};
