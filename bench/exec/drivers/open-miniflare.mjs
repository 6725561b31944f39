// A worker in miniflare that runs what is posted to it; its tool is a function in this process.
import { createRequire } from "node:module";

const require = createRequire(new URL("../../package.json", import.meta.url));

/**
 * @param {string} host the worker: one module
 * @param {(name: string) => string} codeOf a program in the worker's form
 * @param {(text: string) => boolean} isResult whether the worker's answer is what the programs return
 */
export async function openMiniflare(host, codeOf, isResult) {
  const { Miniflare, Response, convertV4MiniflareOptions } = require("miniflare");
  let onCall = () => {};
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      modules: [{ type: "ESModule", path: "host.js", contents: host }],
      compatibilityDate: "2026-06-01",
      compatibilityFlags: ["nodejs_compat"],
      workerLoaders: { LOADER: {} },
      serviceBindings: {
        TOOL: async (request) => {
          onCall();
          return new Response(await request.text());
        },
      },
    }),
  );
  return {
    run: async (name, onCallNow) => {
      onCall = onCallNow;
      const response = await miniflare.dispatchFetch("http://host/", {
        method: "POST",
        body: codeOf(name),
      });
      const text = await response.text();
      if (!response.ok || !isResult(text)) throw new Error(text.slice(0, 500));
    },
    close: () => miniflare.dispose(),
  };
}
