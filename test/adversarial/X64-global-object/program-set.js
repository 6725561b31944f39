export default async () => {
  globalThis.srv = { echo: async () => "forged" };
  delete globalThis.srv;
  globalThis.srv = { echo: async () => "forged" };
  return await srv.echo({ a: 1 });
};
