// What the sandbox is configured with, and what its process is given. Programs that attack it: test/adversarial.
import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { TEMPLATES } from "../../src/package-root.ts";
import { createLocalSandbox } from "../../src/run/local-sandbox.ts";
import { renderWorkerdConfig } from "../../src/run/workerd-config.ts";
import { fakeBridge, run } from "./harness.ts";
import { descendantsOf, exposedBy, nameOf } from "./processes.ts";

const sandbox = createLocalSandbox();
afterAll(() => sandbox.close());

describe("X3, X5, X6: the isolate starts empty", () => {
  // Where two settings hold the same line, taking one out shows in no behaviour: they are pinned as they are written.
  test.each([
    `compatibilityDate: "2026-06-01"`,
    `compatibilityFlags: ["disallow_eval_during_startup"]`,
    `globalOutbound: null`,
    `env: {}`,
    `LOADER.load(`,
  ])("the guest is configured with %s", (setting) => {
    const host = readFileSync(path.join(TEMPLATES, "runtime", "host.js"), "utf8");
    expect(host).toContain(setting);
    expect(host).not.toMatch(/nodejs_compat|LOADER\.get\(|allowExperimental/);
  });

  test("the host worker's own network is nothing, and so is what workerd calls the internet", () => {
    const config = renderWorkerdConfig("t".repeat(43), 1e9).toString("latin1");
    expect(config.match(/0\.0\.0\.0\/0/g)).toHaveLength(2);
    expect(config.match(/unix-abstract/g)).toHaveLength(2);
    expect(config).not.toMatch(/PLACEHOLDER|allow = \["public"\]/);
  });
});

describe.runIf(process.platform === "linux")("S2: secrets and privileges", () => {
  test("nothing of our environment is in the sandbox's process", async () => {
    process.env["CODEMODE_TEST_CANARY"] = "canary-91f2c7";
    let exposed = "";
    let status = "";
    const bridge = fakeBridge(() => {
      for (const pid of descendantsOf(process.pid).filter((pid) => nameOf(pid) === "workerd")) {
        exposed += exposedBy(pid);
        status += readFileSync(`/proc/${pid}/status`, "utf8");
      }
      return null;
    });
    await run(sandbox, `export default () => srv.echo({})`, { bridge });
    delete process.env["CODEMODE_TEST_CANARY"];
    expect(exposed).toContain("--experimental");
    expect(exposed).not.toContain("canary-91f2c7");
    expect(exposed).not.toContain("HOME=");
    expect(status).toMatch(/NoNewPrivs:\s+1/);
    expect(status).toMatch(/CapEff:\s+0000000000000000/);
  });
});
