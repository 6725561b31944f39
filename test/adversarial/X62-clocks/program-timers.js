export default async () => {
  globalThis.setTimeout = globalThis.setInterval = globalThis.clearTimeout = () => 0;
  Date.now = () => {
    throw new Error("no clock");
  };
  performance.now = () => 0;
  globalThis.queueMicrotask = globalThis.scheduler = null;
  console.time("t");
  console.timeEnd("t");
  const answer = await srv.echo({ a: [1, { b: "x" }] });
  return { answer, own: [true, "text", 2] };
};
