// A worker loader in miniflare, the least that runs a program: a fresh isolate for each, the tool over a service binding.
import { programBody } from "../programs.mjs";
import { openMiniflare } from "./open-miniflare.mjs";

const HOST = `
import { RpcTarget } from "cloudflare:workers";
const MAIN = \`
import { WorkerEntrypoint } from "cloudflare:workers";
import program from "./program.js";
export default class extends WorkerEntrypoint { run(tools) { return program(tools); } }\`;
class Tools extends RpcTarget {
  #tool;
  constructor(tool) { super(); this.#tool = tool; }
  async echo(input) {
    const response = await this.#tool.fetch("http://tool/", { method: "POST", body: JSON.stringify(input) });
    return response.json();
  }
}
export default {
  async fetch(request, env) {
    const worker = env.LOADER.load({
      compatibilityDate: "2026-06-01",
      mainModule: "main.js",
      modules: { "main.js": MAIN, "program.js": await request.text() },
      globalOutbound: null,
      env: {},
    });
    return Response.json(await worker.getEntrypoint().run(new Tools(env.TOOL)));
  },
};
`;

export function openDriver() {
  const codeOf = (name) =>
    `export default async (tools) => { ${programBody(name, (input) => `tools.echo(${input})`)} }`;
  return openMiniflare(HOST, codeOf, (text) => text === "1");
}
