// Connects to a server (the first argument) several times at once, each with several calls, when it is told to on standard
// input; says what came of them.
import { resolveServers } from "../../../../dist/config/interpolate.js";
import { connectServer } from "../../../../dist/introspect/connect.js";

const template = {
  transport: "http",
  key: "web",
  url: process.argv[2],
  headers: {},
  timeouts: { connectMs: 60_000, listMs: 60_000, callMs: 60_000 },
  protocol: "auto",
};
const [server] = resolveServers([template], {});

async function connectAndCall() {
  const connection = await connectServer(server, { rootDir: "/", env: process.env });
  const calls = Array.from({ length: 5 }, () => connection.callTool("whoami", {}));
  const results = await Promise.all(calls);
  await connection.close();
  return results.map(({ content }) => content[0].text);
}

console.log("ready");
await new Promise((resolve) => {
  process.stdin.once("data", resolve);
});
const settled = await Promise.allSettled(Array.from({ length: 4 }, connectAndCall));
const texts = settled.flatMap(({ value, reason }) => value ?? [String(reason?.message)]);
console.log(JSON.stringify(texts));
process.exit(0);
