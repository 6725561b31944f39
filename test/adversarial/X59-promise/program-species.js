export default async () => {
  Object.defineProperty(Promise, Symbol.species, { value: class Forged {} });
  const answer = await srv.echo({ a: [1, { b: "x" }] });
  return { answer, own: [true, "text", 2] };
};
