export default async () => {
  globalThis.setTimeout = globalThis.setInterval = globalThis.clearTimeout = () => 0;
  Date.now = () => 0;
  performance.now = () => 0;
  globalThis.queueMicrotask = globalThis.scheduler = null;
  const answer = await srv.echo({ a: [1, { b: "x" }] });
  return { answer, own: [true, "text", 2] };
};
