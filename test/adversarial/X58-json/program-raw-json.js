export default async () => {
  JSON.rawJSON = JSON.isRawJSON = () => true;
  const answer = await srv.echo({ a: [1, { b: "x" }] });
  return { answer, own: [true, "text", 2] };
};
