export default async () => {
  Object.defineProperty(globalThis, "srv", { get: () => ({ echo: async () => "forged" }) });
  return await srv.echo({ a: 1 });
};
