// For `node --import`: says on stderr at the end which packages were loaded, ES modules and CommonJS alike.
import { createRequire, register } from "node:module";
import { MessageChannel } from "node:worker_threads";

const { port1, port2 } = new MessageChannel();
const loaded = new Set();
port1.on("message", (name) => loaded.add(name));
port1.unref();

const hooks = `
let port;
export function initialize(data) { port = data.port; }
export async function load(url, context, next) {
  const name = /node_modules\\/((?:@[^/]+\\/)?[^/]+)\\//.exec(url)?.[1];
  if (name !== undefined) port.postMessage(name);
  return next(url, context);
}`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`, {
  data: { port: port2 },
  transferList: [port2],
});

const require = createRequire(import.meta.url);
process.on("exit", () => {
  for (const file of Object.keys(require.cache)) {
    const name = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];
    if (name !== undefined) loaded.add(name);
  }
  for (const name of loaded) process.stderr.write(`loaded ${name}\n`);
});
