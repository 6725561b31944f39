// What fails around a run, one after the other: the start of the process, its socket, each frame, its end, the temporary
// folder, descriptors. Each time there is a coded outcome, nothing is left, and the next run is as if nothing had happened.
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { detectJails, type Jail } from "../../src/run/jail.ts";
import { createLocalSandbox } from "../../src/run/local-sandbox.ts";
import { codesOf, fakeBridge, run } from "./harness.ts";
import { descendantsOf, isRunning, nameOf } from "./processes.ts";

let temporary: string;
let programs: string;
let before: string | undefined;
beforeAll(() => {
  programs = mkdtempSync(path.join(tmpdir(), "codemode-test-"));
});
beforeEach(() => {
  temporary = mkdtempSync(path.join(tmpdir(), "codemode-test-"));
  before = process.env["TMPDIR"];
  process.env["TMPDIR"] = temporary;
});
afterEach(() => {
  if (before === undefined) delete process.env["TMPDIR"];
  else process.env["TMPDIR"] = before;
  rmSync(temporary, { recursive: true, force: true });
});
afterAll(() => rmSync(programs, { recursive: true, force: true }));

const sandboxes = (): number[] =>
  descendantsOf(process.pid).filter(
    (pid) => /^(?:workerd|bwrap|node)$/.test(nameOf(pid)) && pid !== process.pid,
  );

/** A program that stands where `setpriv` does, and fails in one way. */
function failing(way: string): Jail {
  const program = path.join(programs, way);
  copyFileSync(path.join(import.meta.dirname, "child/fake-workerd.mjs"), `${program}.mjs`);
  // Its own name is the way: a shell keeps it, and starts it without our environment.
  writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${program}.mjs" "$@"\n`);
  chmodSync(program, 0o755);
  return { kind: "setpriv", program };
}

const LONG = `a 'folder' with a long name/${"x".repeat(100)}`;

const fine = `export default async () => [1, await srv.echo({ n: 2 })]`;
const FAILS: [way: string, code: string][] = [
  ["exits", "RUN_SANDBOX_UNAVAILABLE"],
  ["ends-well", "RUN_SANDBOX_UNAVAILABLE"],
  ["is-killed", "RUN_SANDBOX_UNAVAILABLE"],
  ["says-garbage", "RUN_SANDBOX_UNAVAILABLE"],
  ["says-half", "RUN_SANDBOX_UNAVAILABLE"],
  ["listens-nowhere", "RUN_SANDBOX_UNAVAILABLE"],
  ["refuses", "RUN_SANDBOX_UNAVAILABLE"],
  ["hangs-up", "RUN_SANDBOX_UNAVAILABLE"],
  ["closes-at-run", "RUN_SANDBOX_FAILED"],
  ["dies-at-run", "RUN_SANDBOX_FAILED"],
  ["exits-at-run", "RUN_SANDBOX_FAILED"],
  ["sends-garbage", "RUN_SANDBOX_FAILED"],
  ["sends-half-a-frame", "RUN_SANDBOX_FAILED"],
  ["sends-another-frame", "RUN_SANDBOX_FAILED"],
  ["sends-a-binary-frame", "RUN_SANDBOX_FAILED"],
  ["sends-a-huge-frame", "RUN_SANDBOX_FAILED"],
  ["gives-no-outcome", "RUN_SANDBOX_FAILED"],
  ["gives-an-odd-outcome", "RUN_SANDBOX_FAILED"],
  ["gives-odd-logs", "RUN_SANDBOX_FAILED"],
  ["fails-without-a-reason", "RUN_SANDBOX_FAILED"],
  ["calls-garbage-and-dies", "RUN_SANDBOX_FAILED"],
];

describe.runIf(process.platform === "linux")("a process that", () => {
  test.each(FAILS)("%s: %s, and nothing is left", async (way, code) => {
    const sandbox = createLocalSandbox({ jails: [failing(way)] });
    const bridge = fakeBridge(() => 1);
    const outcome = await run(sandbox, fine, { bridge });
    expect(codesOf(outcome)).toEqual([code]);
    expect(bridge.closed).toBe(true);
    await sandbox.close();
    expect(sandboxes()).toEqual([]);
    expect(readdirSync(temporary)).toEqual([]);
  });

  test("calls and logs after the end: nobody hears it", async () => {
    const sandbox = createLocalSandbox({ jails: [failing("calls-after-the-end")] });
    let calls = 0;
    const bridge = fakeBridge(() => (calls += 1));
    const outcome = await run(sandbox, fine, { bridge });
    expect(outcome).toMatchObject({ ok: true, result: 1, logs: [] });
    await sandbox.close();
    expect({ calls, logs: outcome.logs }).toEqual({ calls: 0, logs: [] });
  });

  test("floods the logs: they end at the limit, whatever numbers they have", async () => {
    const sandbox = createLocalSandbox({ jails: [failing("floods-logs")] });
    const outcome = await run(sandbox, fine, { limits: { logBytes: 100_000 } });
    const bytes = outcome.logs.reduce((sum, { text }) => sum + text.length, 0);
    expect(outcome).toMatchObject({ ok: true, result: 1 });
    expect(bytes).toBeLessThanOrEqual(100_000);
    await sandbox.close();
  });

  test("is not there", async () => {
    const program = path.join(programs, "nothing");
    const sandbox = createLocalSandbox({ jails: [{ kind: "setpriv", program }] });
    expect(codesOf(await run(sandbox, fine))).toEqual(["RUN_SANDBOX_UNAVAILABLE"]);
    await sandbox.close();
    expect(readdirSync(temporary)).toEqual([]);
  });
});

describe.runIf(process.platform === "linux")("workerd is killed", () => {
  const kill = (): void => {
    for (const pid of sandboxes()) if (nameOf(pid) === "workerd") process.kill(pid, "SIGKILL");
  };

  test("while it starts: the run says so, or has another", async () => {
    const sandbox = createLocalSandbox();
    const running = run(sandbox, fine);
    await vi.waitFor(() => expect(sandboxes().map(nameOf)).toContain("workerd"), { interval: 1 });
    kill();
    const codes = codesOf(await running);
    expect([[], ["RUN_SANDBOX_UNAVAILABLE"], ["RUN_SANDBOX_FAILED"]]).toContainEqual(codes);
    expect((await run(sandbox, fine)).ok).toBe(true);
    await sandbox.close();
    expect(readdirSync(temporary)).toEqual([]);
  });

  test("during a call", async () => {
    const sandbox = createLocalSandbox();
    const bridge = fakeBridge(() => {
      kill();
      return new Promise(() => {});
    });
    const outcome = await run(
      sandbox,
      `export default async () => { console.log("so far"); await srv.echo({}) }`,
      { bridge },
    );
    expect(outcome.diagnostics).toMatchObject([
      {
        code: "RUN_SANDBOX_FAILED",
        message: "The sandbox's process was ended by SIGKILL.",
        hint: expect.stringMatching(/no memory left/),
      },
    ]);
    expect(outcome.logs.map(({ text }) => text)).toEqual(["so far"]);
    expect(bridge.closed).toBe(true);
    expect((await run(sandbox, fine)).ok).toBe(true);
    await sandbox.close();
    expect(sandboxes()).toEqual([]);
  });

  test("while it is idle: the next run has another", async () => {
    const sandbox = createLocalSandbox();
    await run(sandbox, fine);
    kill();
    await vi.waitFor(() => expect(sandboxes()).toEqual([]));
    expect((await run(sandbox, fine)).ok).toBe(true);
    await sandbox.close();
  });

  test("at the moment it is needed: the run has another, and calls what it calls once", async () => {
    const sandbox = createLocalSandbox();
    for (let round = 0; round < 5; round += 1) {
      await run(sandbox, fine);
      // It has said that it is idle.
      await new Promise((resolve) => setTimeout(resolve, 20));
      const [pid] = sandboxes();
      kill();
      let calls = 0;
      const bridge = fakeBridge((_tool, input) => {
        calls += 1;
        return input;
      });
      expect(codesOf(await run(sandbox, fine, { bridge }))).toEqual([]);
      expect(calls).toBe(1);
      expect(sandboxes()).not.toContain(pid);
    }
    await sandbox.close();
    expect(sandboxes()).toEqual([]);
  });

  test("a spare that was never used, at the moment it is needed", async () => {
    const sandbox = createLocalSandbox();
    sandbox.warm();
    await vi.waitFor(() => expect(sandboxes().map(nameOf)).toContain("workerd"));
    // It has connected once its folder is gone.
    await vi.waitFor(() => expect(readdirSync(temporary)).toEqual([]));
    await new Promise((resolve) => setTimeout(resolve, 20));
    kill();
    expect(codesOf(await run(sandbox, fine))).toEqual([]);
    await sandbox.close();
  });

  test("just after a program has wedged it and returned", async () => {
    const sandbox = createLocalSandbox();
    const wedge = `export default () => { setTimeout(() => { for (;;); }, 0); queueMicrotask(() => {}); return 1 }`;
    for (let round = 0; round < 3; round += 1) {
      expect((await run(sandbox, wedge)).result).toBe(1);
      expect((await run(sandbox, fine)).result).toEqual([1, { n: 2 }]);
    }
    await sandbox.close();
  });
});

describe("the temporary folder", () => {
  test.each([["is not there"], ["is a file"]])("%s: the socket is in another", async (what) => {
    const place = path.join(temporary, "place");
    if (what === "is a file") writeFileSync(place, "");
    process.env["TMPDIR"] = place;
    const sandbox = createLocalSandbox();
    expect((await run(sandbox, fine)).ok).toBe(true);
    await sandbox.close();
    expect(readdirSync(temporary)).toEqual(what === "is a file" ? ["place"] : []);
  });

  const places: [string, { umask: string; tmpdir: string }][] = [
    ["is named from where we are", { umask: "022", tmpdir: "." }],
    ["has spaces, a quote and more bytes than a socket's path may", { umask: "022", tmpdir: LONG }],
    ["and a umask that leaves us nothing", { umask: "777", tmpdir: "." }],
  ];
  test.runIf(process.platform !== "win32").each(places)("%s", (_what, { umask, tmpdir: place }) => {
    mkdirSync(path.join(temporary, place), { recursive: true });
    const { stdout, stderr } = spawnSync(
      "/bin/sh",
      [
        "-c",
        `umask ${umask}; ulimit -n 96; exec "$0" "$@"`,
        process.execPath,
        path.join(import.meta.dirname, "child/descriptors.mjs"),
        "90",
      ],
      { encoding: "utf8", cwd: temporary, env: { PATH: process.env["PATH"], TMPDIR: place } },
    );
    expect({ stdout, stderr }).toMatchObject({
      stdout: expect.stringMatching(/^\{"starved":\{"ok":true,.*"processes":\[\]\}\n$/),
    });
    expect(readdirSync(path.join(temporary, place))).toEqual([]);
  });
});

describe.runIf(process.platform === "linux")("descriptors", () => {
  interface Fate {
    ok: boolean;
    codes: string[];
    said: string[];
  }
  const MOST = 40;
  const STEP = process.env["CODEMODE_HEAVY"] === "1" ? 1 : 4;

  /** With so many descriptors left, the first run; the next two with all. */
  function starve(left: number): { starved: Fate; after: Fate[]; processes: string[] } {
    const script = path.join(import.meta.dirname, "child/descriptors.mjs");
    const { stdout, stderr } = spawnSync(
      "/bin/sh",
      ["-c", `ulimit -n 96; exec "$0" "$@"`, process.execPath, script, String(left)],
      { encoding: "utf8", env: { PATH: process.env["PATH"], TMPDIR: temporary } },
    );
    if (!stdout.startsWith(`{"starved"`)) throw new Error(`${left}: ${stdout}${stderr}`);
    return JSON.parse(stdout) as ReturnType<typeof starve>;
  }

  test("the N-th is refused, for each N while that stops a run: it says why, and the next run is fine", () => {
    let left = 0;
    for (; left < MOST; left += STEP) {
      const { starved, after, processes } = starve(left);
      const [next, nextButOne] = after.map(({ ok }) => ok);
      const remains = [...processes, ...readdirSync(temporary)];
      expect({ left, next, nextButOne, remains }).toEqual({
        left,
        next: true,
        nextButOne: true,
        remains: [],
      });
      if (starved.ok) break;
      expect({ left, codes: starved.codes }).toEqual({
        left,
        codes: [expect.stringMatching(/^RUN_SANDBOX_/)],
      });
      // A text of ours, not what a missing stream makes of the code that uses it.
      expect(starved.said.join()).not.toMatch(/TypeError|undefined/);
    }
    expect(left).toBeGreaterThan(3);
    expect(left).toBeLessThan(MOST);
  });
});

/** What the limits of workerd's process leave to a program that does much. */
describe.runIf(process.platform === "linux")("no file may be written and few may be open", () => {
  test.each(detectJails().map((jail) => [jail.kind, jail] as const))(
    "%s: a large run does not notice",
    async (_kind, jail) => {
      const sandbox = createLocalSandbox({ jails: [jail] });
      let limits = "";
      const bridge = fakeBridge((_tool, input) => {
        const [pid] = sandboxes().filter((one) => nameOf(one) === "workerd");
        if (limits === "" && pid !== undefined)
          limits = readFileSync(`/proc/${pid}/limits`, "utf8");
        return { input, text: "x".repeat(7_000_000) };
      });
      const outcome = await run(
        sandbox,
        `export default async () => {
        let bytes = 0;
        for (let i = 0; i < 4; i += 1) bytes += (await srv.echo({ i })).text.length;
        const all = await Promise.all(Array.from({ length: 12 }, (_, i) => srv.echo({ i })));
        for (let i = 0; i < 2000; i += 1) console.log("line", i, "x".repeat(100));
        return [bytes + all.length, "y".repeat(900_000)];
      }`,
        { bridge, limits: { logBytes: 1_000_000 } },
      );
      expect(codesOf(outcome)).toEqual([]);
      expect((outcome.result as unknown[])[0]).toBe(28_000_012);
      expect(outcome.logs).toHaveLength(2000);
      expect(limits).toMatch(/Max file size +0 /);
      expect(limits).toMatch(/Max open files +256 /);
      const pids = sandboxes();
      await sandbox.close();
      expect(pids.filter(isRunning)).toEqual([]);
    },
  );
});
