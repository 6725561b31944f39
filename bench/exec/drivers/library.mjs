// The whole of codemode: `exec` of the library, with the gate and a real MCP server over stdio.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openCodemode } from "../../../dist/bundle/index.js";
import { programBody } from "../programs.mjs";

const ROOT = path.resolve(import.meta.dirname, "../../..");

export async function openDriver() {
  const cwd = mkdtempSync(path.join(tmpdir(), "codemode-bench-"));
  const server = path.join(ROOT, "fixtures/servers/calculator.mjs");
  const servers = { calculator: { command: process.execPath, args: [server] } };
  writeFileSync(path.join(cwd, "codemode.config.json"), JSON.stringify({ servers }));
  execFileSync(process.execPath, [path.join(ROOT, "bin/codemode.js"), "generate"], {
    cwd,
    stdio: "ignore",
  });
  const codemode = await openCodemode({ cwd });
  return {
    run: async (name) => {
      const source = programBody(name, (input) => `calculator.add(${input})`);
      const { ok, diagnostics } = await codemode.exec(source);
      if (!ok) throw new Error(JSON.stringify(diagnostics));
    },
    close: async () => {
      await codemode.close();
      rmSync(cwd, { recursive: true, force: true });
    },
  };
}
