export default async () => {
  Reflect.apply = Reflect.ownKeys = Reflect.getPrototypeOf = Reflect.has = () => "forged";
  globalThis.Reflect = globalThis.Proxy = null;
  const answer = await srv.echo({ a: [1, { b: "x" }] });
  return { answer, own: [true, "text", 2] };
};
