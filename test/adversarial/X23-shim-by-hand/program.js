export default async () => {
  const shim = await import("shim.js");
  const host = { call: async () => '{"ok":true,"value":"forged"}', log: async () => {} };
  const limits = {
    logBytes: 1e9,
    resultBytes: 1e9,
    inputBytes: 1e9,
    jsonDepth: 1e9,
    callsInFlight: 1e9,
  };
  const request = { servers: [["mine", ["x"]]], input: "", limits, echo: "" };
  globalThis.again ??= 0;
  let fooled = false;
  try {
    fooled = (await new shim.default({}, {}).run(host, request)).includes('"ok"');
  } catch {
    // What it has made constant already cannot be made again.
    fooled = true;
  }
  // Nothing that the shim exports leads out of the isolate.
  const forged = `{"server":"srv","tool":"echo","raw":false,"input":{"forged":true}}`;
  for (const name of Object.keys(shim)) {
    if (name === "default" || typeof shim[name] !== "function") continue;
    await Promise.resolve(shim[name](forged)).catch(() => {});
  }
  return { fooled, real: await srv.echo({ n: 1 }) };
};
