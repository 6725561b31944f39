export default async () => {
  Object.defineProperty =
    Object.freeze =
    Object.keys =
    Object.setPrototypeOf =
    Object.getPrototypeOf =
      () => "forged";
  Array.isArray = () => false;
  Number.isFinite = () => false;
  const answer = await srv.echo({ a: [1, { b: "x" }] });
  return { answer, own: [true, "text", 2] };
};
