export default async () => {
  Object.defineProperty(String.prototype, "toJSON", { value: () => "forged" });
  Object.defineProperty(Number.prototype, "toJSON", { value: () => "forged" });
  const answer = await srv.echo({ a: [1, { b: "x" }] });
  return { answer, own: [true, "text", 2] };
};
