export default async () => {
  Function.prototype.call = Function.prototype.apply = Function.prototype.bind = () => "forged";
  const answer = await srv.echo({ a: [1, { b: "x" }] });
  return { answer, own: [true, "text", 2] };
};
