// Shaped like published faults of the runtime's native classes; no exploit. A crash would be RUN_SANDBOX_FAILED.
const attempt = (act) => {
  try {
    act();
  } catch {
    // Any exception will do.
  }
};
export default async () => {
  const { exec } = RegExp.prototype;
  RegExp.prototype.exec = () => ({ length: 1e9, index: -1, groups: null });
  attempt(() => new URLPattern("/:a").exec("http://h/x"));
  RegExp.prototype.exec = exec;
  attempt(() => new TextDecoder().decode({ byteLength: 1e9, buffer: new ArrayBuffer(1) }));
  const buffer = new ArrayBuffer(8, { maxByteLength: 1 << 20 });
  const view = new Uint8Array(buffer);
  attempt(() =>
    view.set({
      length: 4,
      get 0() {
        buffer.resize(0);
        return 1;
      },
    }),
  );
  attempt(() => crypto.getRandomValues(view));
  attempt(() => structuredClone(buffer, { transfer: [buffer] }));
  attempt(() => new TextEncoder().encodeInto("x".repeat(64), view));
  const stream = new CompressionStream("gzip");
  const writer = stream.writable.getWriter();
  void writer.write(new Uint8Array(1 << 16)).catch(() => {});
  void writer.abort(new Error("x")).catch(() => {});
  await stream.readable.cancel().catch(() => {});
  return "alive";
};
