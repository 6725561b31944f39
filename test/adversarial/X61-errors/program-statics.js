export default async () => {
  Error.prepareStackTrace = () => "forged";
  Error.captureStackTrace = () => {};
  Error.stackTraceLimit = 0;
  const answer = await srv.echo({ a: [1, { b: "x" }] });
  return { answer, own: [true, "text", 2] };
};
