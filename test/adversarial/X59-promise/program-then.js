export default async () => {
  const { then } = Promise.prototype;
  Promise.prototype.then = function (...all) {
    return then.apply(this, all);
  };
  const answer = await srv.echo({ a: [1, { b: "x" }] });
  return { answer, own: [true, "text", 2] };
};
