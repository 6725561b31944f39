import { readFileSync } from "node:fs";
import { connect, createServer, type AddressInfo, type Server } from "node:net";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { TEMPLATES } from "../../src/package-root.ts";
import { createLocalSandbox } from "../../src/run/local-sandbox.ts";
import { renderWorkerdConfig } from "../../src/run/workerd-config.ts";
import type { ToolCall } from "../../src/run/types.ts";
import { codesOf, fakeBridge, run } from "./harness.ts";
import { descendantsOf, exposedBy, nameOf } from "./processes.ts";

const sandbox = createLocalSandbox();
afterAll(() => sandbox.close());

describe("X1-X4: the network", () => {
  let listener: Server;
  let hits = 0;
  let port = 0;
  beforeAll(async () => {
    listener = createServer((socket) => {
      hits += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => {
      listener.listen(0, "127.0.0.1", resolve);
    });
    ({ port } = listener.address() as AddressInfo);
  });
  afterAll(() => new Promise((resolve) => listener.close(resolve)));

  const attempts: [string, string][] = [
    ["fetch", `await fetch(url)`],
    ["fetch of a Request", `await fetch(new Request(url, { method: "POST", body: "x" }))`],
    [
      "WebSocket",
      `await new Promise((ok, no) => { const s = new WebSocket(url.replace("http", "ws")); s.onopen = ok; s.onerror = (e) => no(new Error("refused")); })`,
    ],
    [
      "EventSource",
      `await new Promise((ok, no) => { const s = new EventSource(url); s.onopen = ok; s.onerror = () => no(new Error("refused")); })`,
    ],
    ["raw sockets", `await (await import("cloudflare:sockets")).connect(url.slice(7)).opened`],
    ["import of a URL", `await import(url + "x.js")`],
    ["import of data", `await import("data:text/javascript,export default 1")`],
    ["import of a file", `await import("file:///etc/passwd")`],
    [
      "the cache",
      `if ((await caches.default.match(url)) === undefined) throw new Error("no cache")`,
    ],
    ["its own entrypoint", `await (await import("cloudflare:workers")).exports.default.fetch(url)`],
    ...[
      "node:fs",
      "node:net",
      "node:http",
      "node:child_process",
      "node:zlib",
      "workerd:unsafe",
      "cloudflare-internal:env",
      "host.js",
    ].map((name): [string, string] => [
      `import of ${name}`,
      `await import(${JSON.stringify(name)})`,
    ]),
  ];
  test.each(attempts)("%s fails", async (_name, attempt) => {
    const outcome = await run(
      sandbox,
      `export default async () => { const url = "http://127.0.0.1:${port}/"; try { ${attempt}; return "reached" } catch (e) { return "failed" } }`,
    );
    expect(outcome.result).toBe("failed");
  });

  test("and nothing arrived; the listener does count", async () => {
    expect(hits).toBe(0);
    await new Promise((resolve) =>
      connect(port, "127.0.0.1").on("error", resolve).on("close", resolve),
    );
    expect(hits).toBe(1);
  });
});

describe("X5: code from text", () => {
  const wasm = `new WebAssembly.Module(new Uint8Array([0,97,115,109,1,0,0,0]))`;
  const attempts = [
    `eval("1")`,
    `new Function("return 1")()`,
    `(async () => {}).constructor("1")()`,
    wasm,
  ];
  test.each(attempts)("%s, in the program and at its top level", async (attempt) => {
    const outcome = await run(
      sandbox,
      `let top; try { top = ${attempt} } catch (e) { top = e.name }
       export default async () => { let now; try { now = await ${attempt} } catch (e) { now = e.name } return [top, now] }`,
    );
    for (const seen of outcome.result as string[])
      expect(seen).toMatch(/^(?:EvalError|CompileError)$/);
  });
});

describe("X6, X7: the isolate starts empty", () => {
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

  test("no environment, no bindings, no Node", async () => {
    const outcome = await run(
      sandbox,
      `export default async () => {
        const { env } = await import("cloudflare:workers");
        return [Object.keys(env), typeof process, typeof Buffer, typeof require, typeof LOADER];
      }`,
    );
    expect(outcome.result).toEqual([[], "undefined", "undefined", "undefined", "undefined"]);
  });

  test("ending its own isolate fails only itself", async () => {
    const outcome = await run(
      sandbox,
      `export default async () => (await import("cloudflare:workers")).abortIsolate("x")`,
    );
    expect(outcome.ok).toBe(false);
    expect((await run(sandbox, `export default 1`)).result).toBe(1);
  });

  test("X13: nothing of one program is there for the next", async () => {
    await run(sandbox, `globalThis.leak = 1; Object.prototype.leak = 1; export default 1`);
    const outcome = await run(sandbox, `export default () => [typeof leak, typeof {}.leak]`);
    expect(outcome.result).toEqual(["undefined", "undefined"]);
  });
});

describe("X58-X64: a program that rewrites the world", () => {
  const attacks: [string, string][] = [
    ["JSON", `JSON.stringify = () => '"forged"'; JSON.parse = () => "forged";`],
    ["Promise", `globalThis.Promise = class {}; `],
    [
      "Promise.prototype.then",
      `const then = Promise.prototype.then; Promise.prototype.then = function (...a) { return then.apply(this, a) };`,
    ],
    [
      "Object.prototype",
      `for (const k of ["get", "set", "value", "writable", "enumerable", "configurable", "ok", "error", "code", "parent", "next", "source"]) Object.prototype[k] = "forged";`,
    ],
    [
      "Array.prototype",
      `Object.defineProperty(Array.prototype, 0, { set() { throw 1 }, get() { return "forged" } }); Array.prototype.push = Array.prototype.join = Array.prototype.map = () => "forged"; Array.prototype[Symbol.iterator] = function* () { yield "forged" };`,
    ],
    [
      "Object",
      `Object.defineProperty = Object.freeze = Object.keys = Object.setPrototypeOf = () => "forged";`,
    ],
    ["Reflect", `Reflect.apply = Reflect.ownKeys = Reflect.getPrototypeOf = () => "forged";`],
    [
      "Function.prototype",
      `Function.prototype.call = Function.prototype.apply = Function.prototype.bind = () => "forged";`,
    ],
    [
      "String.prototype",
      `String.prototype.slice = String.prototype.indexOf = () => "forged"; globalThis.String = () => "forged";`,
    ],
    [
      "Error",
      `globalThis.Error = class {}; Error.prepareStackTrace = () => "forged"; Error.captureStackTrace = () => {};`,
    ],
    ["timers", `globalThis.setTimeout = globalThis.clearTimeout = () => 0; Date.now = () => 0;`],
    ["console", `globalThis.console = { log() {} };`],
  ];
  test.each(attacks)("%s: calls and results are what they were", async (_name, attack) => {
    const seen: ToolCall["input"][] = [];
    const bridge = fakeBridge((_tool, input) => {
      seen.push(input);
      return { answer: [1, "two"] };
    });
    const outcome = await run(
      sandbox,
      `export default async () => { ${attack} const r = await srv.echo({ a: [1, { b: "x" }] }); return { r, own: [true] } }`,
      { bridge },
    );
    expect(seen).toEqual([{ a: [1, { b: "x" }] }]);
    expect(outcome.result).toEqual({ r: { answer: [1, "two"] }, own: [true] });
  });

  test("console, once taken, still logs", async () => {
    const outcome = await run(
      sandbox,
      `const { log } = console; export default () => { console = null; JSON.stringify = null; log("still", { a: 1 }) }`,
    );
    expect(outcome.logs).toEqual([{ level: "log", text: `still {"a":1}` }]);
  });

  const frozen: [string, string][] = [
    ["replace a tool", `srv.echo = async () => "forged"`],
    ["replace a server", `globalThis.srv = {}`],
    ["delete a server", `delete globalThis.srv`],
    ["redefine a server", `Object.defineProperty(globalThis, "srv", { value: {} })`],
    ["change its prototype", `Object.setPrototypeOf(srv, {})`],
    ["change a tool", `srv.echo.raw = null`],
    ["replace the input", `globalThis.input = 1`],
  ];
  test.each(frozen)("X64: it cannot %s", async (_name, attempt) => {
    const outcome = await run(sandbox, `export default async () => { ${attempt} }`);
    expect(codesOf(outcome)).toEqual(["RUN_THREW"]);
    expect(outcome.diagnostics[0]?.message).toMatch(/^TypeError/);
  });

  test("X21: a server has its tools and nothing else", async () => {
    const outcome = await run(
      sandbox,
      `export default async () => [
        Object.getPrototypeOf(srv), Reflect.ownKeys(srv), typeof srv.then, typeof srv.constructor, "toString" in srv,
        typeof (await srv).echo, Reflect.ownKeys(srv.echo).includes("raw"), JSON.stringify({ ...srv }),
      ]`,
      { tools: ["echo", "list_issues"] },
    );
    expect(outcome.result).toEqual([
      null,
      ["echo", "list_issues"],
      "undefined",
      "undefined",
      false,
      "function",
      true,
      "{}",
    ]);
  });
});

describe("X23-X25: the capability", () => {
  test("running the shim by hand, with a host of its own making, makes no call that is not one", async () => {
    const seen: string[] = [];
    const bridge = fakeBridge((tool, input) => {
      seen.push(tool);
      return input;
    });
    const outcome = await run(
      sandbox,
      `let again = false;
      export default async () => {
        if (again) return await srv2.x({});
        again = true;
        const shim = await import("shim.js");
        const host = { call: async () => '{"ok":true,"value":"forged"}', log: async () => {} };
        const limits = { logBytes: 1e9, resultBytes: 1e9, inputBytes: 1e9, jsonDepth: 1e9, callsInFlight: 1e9 };
        const request = { servers: [["srv2", ["x"]]], input: "", limits, echo: "" };
        const fooled = await new shim.default({}, {}).run(host, request);
        return { fooled: fooled.includes("forged"), real: await srv.echo({ n: 1 }) };
      }`,
      { bridge },
    );
    // It fooled itself and nobody else.
    expect(outcome.result).toEqual({ fooled: true, real: { n: 1 } });
    expect(seen).toEqual(["echo"]);
  });

  test("a flood of calls ends at the limit", async () => {
    let made = 0;
    const bridge = fakeBridge(() => (made += 1));
    const outcome = await run(
      sandbox,
      `export default async () => { let failed = 0; await Promise.all(Array.from({ length: 20000 }, () => srv.echo({}).catch(() => failed++))); return failed }`,
      { bridge, limits: { calls: 50 } },
    );
    // The bridge, which is a stand-in here, counts to 50; the host worker relays one more at the most.
    expect(made).toBe(51);
    expect(outcome.result).toBe(20000 - 51);
  });
});

describe.runIf(process.platform === "linux")("S: secrets and privileges", () => {
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
