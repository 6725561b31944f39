export default async () => {
  for (const key of [
    "get",
    "set",
    "value",
    "writable",
    "enumerable",
    "configurable",
    "ok",
    "error",
    "code",
    "parent",
    "next",
    "source",
    "then_",
    "raw",
    "server",
    "tool",
  ])
    Object.prototype[key] = "forged";
  const answer = await srv.echo({ a: [1, { b: "x" }] });
  return { answer, own: [true, "text", 2] };
};
