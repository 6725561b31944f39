// The emitted `runtime/` under wrangler: it can be deployed, and programs do there what they do locally.
import assert from "node:assert/strict";
import path from "node:path";
import {
  createProject,
  endGroup,
  finished,
  freePort,
  NO_BINARY,
  nodeBinary,
  serverEntry,
  start,
} from "../project.mjs";

const WRANGLER = path.resolve(import.meta.dirname, "../node_modules/wrangler/bin/wrangler.js");
const QUIET = { WRANGLER_SEND_METRICS: "false", CI: "1", NO_COLOR: "1" };
const TOKEN = "a-token-for-this-test-only";

/** Each must do the same on local workerd and under `wrangler dev`. */
const PROGRAMS = [
  ["a value", `return { a: [1, "x", null], input };`],
  ["tool calls", `return await everything.get_sum({ a: 2, b: 40 });`],
  [
    "tool calls at once",
    `return await Promise.all([1, 2, 3].map((a) => everything.get_sum({ a, b: 1 })));`,
  ],
  ["the whole result", `return (await everything.get_tiny_image.raw({})).content.length;`],
  ["content that is not text", `return await everything.get_tiny_image({});`],
  ["logs", `console.log("one", { a: 1 }); console.warn("two"); return 3;`],
  ["an error and its place", `const n: number = 1;\n\nthrow new RangeError(\`too far \${n}\`);`],
  ["a result that is not JSON", `return new Map();`],
  ["no result", `await everything.echo({ message: "x" });`],
  ["no network", NETWORK()],
];

/** Typed so that the gate lets it pass: what it tries must fail in the sandbox. */
function NETWORK() {
  return `const world = Object.getPrototypeOf(async () => {}).constructor as unknown as (code: string) => unknown;
try { world("return 1"); return "ran"; } catch (error) { return (error as Error).name; }`;
}

/** @param {ReturnType<import("../report.mjs").createReport>} report */
export async function testWrangler(report) {
  const node = nodeBinary(22);
  if (node === null) {
    report.skip("runtime under wrangler", `wrangler needs Node 22, and ${NO_BINARY}`);
    return;
  }
  const project = createProject({
    everything: { command: process.execPath, args: [serverEntry("everything")] },
  });
  try {
    const generated = await project.codemode(["generate"]);
    if (generated.status !== 0) {
      report.fail("generate for wrangler", generated.stderr);
      return;
    }
    const runtime = path.join(project.dir, "codemode", "runtime");
    await report.test("wrangler deploy --dry-run accepts the runtime folder", async () => {
      const child = start(node, [WRANGLER, "deploy", "--dry-run"], { cwd: runtime, env: QUIET });
      const { status, stdout, stderr } = await finished(child);
      assert.equal(status, 0, stdout + stderr);
      assert.match(stdout, /LOADER/);
    });
    await testDev(report, project, node, runtime);
  } finally {
    project.remove();
  }
}

async function testDev(report, project, node, runtime) {
  const secret = await startDev(node, runtime, ["--var", `CODEMODE_RUNTIME_TOKEN:${TOKEN}`]);
  try {
    for (const [name, program] of PROGRAMS) {
      await report.test(`the same under wrangler dev: ${name}`, async () => {
        const local = await exec(project, program, []);
        const remote = await exec(project, program, ["--runtime", secret.url]);
        assert.deepEqual(remote, local);
      });
    }
    await report.test("a wrong token is refused", async () => {
      const { status, output } = await execRaw(
        project,
        "return 1;",
        secret.url,
        "wrong-wrong-wrong",
      );
      assert.equal(status, 2);
      assert.equal(output.diagnostics[0].code, "RUN_REMOTE_REFUSED");
    });
    await report.test("a time limit holds there, too", async () => {
      const program = "for (;;) await new Promise((resolve) => setTimeout(resolve, 10));";
      const { diagnostics } = await exec(project, program, [
        "--runtime",
        secret.url,
        "--timeout",
        "800",
      ]);
      assert.deepEqual(
        diagnostics.map(({ code }) => code),
        ["RUN_TIMEOUT"],
      );
    });
  } finally {
    endGroup(secret.child);
  }
  const open = await startDev(node, runtime, []);
  try {
    await report.test("a Worker without its secret refuses", async () => {
      const { status, output } = await execRaw(project, "return 1;", open.url, TOKEN);
      assert.equal(status, 2);
      assert.equal(output.diagnostics[0].code, "RUN_REMOTE_REFUSED");
    });
  } finally {
    endGroup(open.child);
  }
}

/** What a program does: everything of the report but how long it took. */
async function exec(project, program, args) {
  const { stdout, stderr } = await project.codemode(
    ["exec", "-", "--json", "--input", `{"n":1}`, ...args],
    { stdin: program, env: { CODEMODE_RUNTIME_TOKEN: TOKEN } },
  );
  assert.notEqual(stdout, "", stderr);
  const { executed, ok, result, logs, calls, diagnostics } = JSON.parse(stdout);
  assert.equal(executed, true, JSON.stringify(diagnostics, null, 2));
  return { ok, result, logs, calls: calls.map(({ ms: _ms, ...call }) => call), diagnostics };
}

async function execRaw(project, program, url, token) {
  const { status, stdout } = await project.codemode(["exec", "-", "--json", "--runtime", url], {
    stdin: program,
    env: { CODEMODE_RUNTIME_TOKEN: token },
  });
  return { status, output: JSON.parse(stdout) };
}

async function startDev(node, runtime, args) {
  const port = await freePort();
  const child = start(
    node,
    [
      WRANGLER,
      "dev",
      "--ip",
      "127.0.0.1",
      "--port",
      String(port),
      "--show-interactive-dev-session=false",
      ...args,
    ],
    { cwd: runtime, env: QUIET },
  );
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => (output += chunk));
  for (let attempt = 0; attempt < 600; attempt += 1) {
    if (child.exitCode !== null) break;
    const up = await fetch(`http://127.0.0.1:${port}/`).then(
      (response) => response.status >= 400,
      () => false,
    );
    if (up) return { child, url: `ws://127.0.0.1:${port}/` };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  endGroup(child);
  throw new Error(`wrangler dev did not start:\n${output}`);
}
