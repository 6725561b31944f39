export default async () => {
  String.prototype.slice = String.prototype.indexOf = () => "forged";
  String.prototype[Symbol.iterator] = null;
  globalThis.String = () => "forged";
  const answer = await srv.echo({ a: [1, { b: "x" }] });
  return { answer, own: [true, "text", 2] };
};
