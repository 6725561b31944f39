export default async () => {
  for (const key of ["get", "set", "has", "delete"]) Map.prototype[key] = () => "forged";
  globalThis.Map = globalThis.Set = globalThis.Date = null;
  const answer = await srv.echo({ a: [1, { b: "x" }] });
  return { answer, own: [true, "text", 2] };
};
