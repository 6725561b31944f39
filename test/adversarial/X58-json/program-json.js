export default async () => {
  JSON.stringify = () => '"forged"';
  JSON.parse = () => "forged";
  const answer = await srv.echo({ a: [1, { b: "x" }] });
  return { answer, own: [true, "text", 2] };
};
