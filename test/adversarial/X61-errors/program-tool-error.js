export default async () => {
  ToolError.prototype.code = "forged";
  Object.defineProperty(ToolError, Symbol.hasInstance, { value: () => true });
  const answer = await srv.echo({ a: [1, { b: "x" }] });
  return { answer, own: [true, "text", 2] };
};
