export default async () => {
  Object.defineProperty(Error.prototype, "message", {
    get() {
      throw 1;
    },
  });
  const answer = await srv.echo({ a: [1, { b: "x" }] });
  return { answer, own: [true, "text", 2] };
};
