export default async () => {
  Promise.resolve = Promise.all = Promise.race = () => "forged";
  const answer = await srv.echo({ a: [1, { b: "x" }] });
  return { answer, own: [true, "text", 2] };
};
