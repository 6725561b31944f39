export default async () => {
  Object.defineProperty(Array.prototype, 0, {
    set() {
      throw 1;
    },
    get() {
      return "forged";
    },
  });
  Array.prototype.push = Array.prototype.join = Array.prototype.map = () => "forged";
  Array.prototype[Symbol.iterator] = function* () {
    yield "forged";
  };
  const answer = await srv.echo({ a: [1, { b: "x" }] });
  return { answer, own: [true, "text", 2] };
};
