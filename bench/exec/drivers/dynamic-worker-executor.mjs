// `DynamicWorkerExecutor` of @cloudflare/codemode in miniflare, as its documentation shows it.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { programBody } from "../programs.mjs";
import { openMiniflare } from "./open-miniflare.mjs";

const ROOT = path.resolve(import.meta.dirname, "../../..");

const HOST = `
import { DynamicWorkerExecutor } from "@cloudflare/codemode";
export default {
  async fetch(request, env) {
    const executor = new DynamicWorkerExecutor({ loader: env.LOADER });
    const echo = async (input) => {
      const response = await env.TOOL.fetch("http://tool/", { method: "POST", body: JSON.stringify(input) });
      return response.json();
    };
    return Response.json(await executor.execute(await request.text(), [{ name: "codemode", fns: { echo } }]));
  },
};
`;

export async function openDriver() {
  const codeOf = (name) =>
    `async () => { ${programBody(name, (input) => `codemode.echo(${input})`)} }`;
  return openMiniflare(await bundleHost(), codeOf, (text) => JSON.parse(text).result === 1);
}

let bundled;

/** One module: miniflare resolves no packages. */
async function bundleHost() {
  if (bundled !== undefined) return bundled;
  const require = createRequire(path.join(ROOT, "package.json"));
  const { build } = await import(pathToFileURL(require.resolve("rolldown")).href);
  const folder = mkdtempSync(path.join(tmpdir(), "codemode-bench-"));
  try {
    const input = path.join(folder, "host.mjs");
    const file = path.join(folder, "bundle.mjs");
    const installed = path.join(ROOT, "bench/node_modules/@cloudflare/codemode/dist/index.js");
    writeFileSync(input, HOST.replace("@cloudflare/codemode", installed));
    await build({
      input,
      external: [/^cloudflare:/, /^node:/],
      platform: "neutral",
      resolve: { mainFields: ["module", "main"], conditionNames: ["import", "workerd"] },
      logLevel: "silent",
      output: { file, codeSplitting: false },
    });
    bundled = readFileSync(file, "utf8");
    return bundled;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
