import { spawn } from "node:child_process";
import {
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Readable } from "node:stream";
import { text as readText } from "node:stream/consumers";
import { describe, expect, onTestFinished, test } from "vitest";
import { detectJails, type Jail } from "../../src/run/jail.ts";
import { createJailedStart } from "../../src/run/jailed-workerd.ts";
import { createLocalSandbox } from "../../src/run/local-sandbox.ts";
import { fakeBridge, run } from "./harness.ts";
import { descendantsOf, nameOf } from "./processes.ts";

const jails = detectJails();
const MIB = 1024 * 1024;

/** What a running workerd may do and see, as the kernel tells it. */
interface Held {
  status: string;
  limits: string;
  environment: string;
  /** What the kernel adds to its share of memory, in thousandths, when it looks for what to end. */
  expendable: string;
  interfaces: string[];
  root: string[];
}

/** Runs a program in one jail and looks at its process while it waits for a tool. */
async function lookInside(jail: Jail): Promise<Held[]> {
  const sandbox = createLocalSandbox({ jails: [jail] });
  const held: Held[] = [];
  const bridge = fakeBridge(() => {
    const pids = descendantsOf(process.pid).filter((pid) => nameOf(pid) === "workerd");
    held.push(...pids.map(describeProcess));
    return null;
  });
  const outcome = await run(sandbox, `export default async () => srv.echo({})`, { bridge });
  await sandbox.close();
  expect(outcome.ok).toBe(true);
  return held;
}

function describeProcess(pid: number): Held {
  const read = (name: string): string => readFileSync(`/proc/${pid}/${name}`, "latin1");
  return {
    status: read("status"),
    limits: read("limits"),
    environment: read("environ"),
    expendable: read("oom_score_adj").trim(),
    interfaces: read("net/dev")
      .split("\n")
      .slice(2, -1)
      .map((line) => line.split(":")[0]?.trim() ?? ""),
    root: readdirSync(`/proc/${pid}/root`).sort(),
  };
}

describe.runIf(process.platform === "linux").each(jails)("in $kind", (jail) => {
  test("the kernel limits data, files and dumps, and no environment is inherited", async () => {
    const [held, ...others] = await lookInside(jail);
    expect(others).toEqual([]);
    expect(held?.limits).toMatch(/^Max data size +\d+ /m);
    expect(held?.limits).toMatch(/^Max file size +0 /m);
    expect(held?.limits).toMatch(/^Max core file size +0 /m);
    expect(held?.limits).toMatch(/^Max open files +256 /m);
    // The shell sets its own PWD.
    expect(held?.environment.replace(/^(?:PWD|OLDPWD)=[^\0]*\0/gm, "")).toBe("");
  });

  test("where memory runs out, it is ended before we are", async () => {
    const [held] = await lookInside(jail);
    expect(held?.expendable).toBe("1000");
  });

  test("nothing that was left open for us is open for it", async () => {
    // Node itself closes what has a number below 16.
    const left = Array.from({ length: 40 }, (_, number) =>
      [3, 20, 39].includes(number) ? "/etc" : null,
    );
    const opened = left.map((file) => (file === null ? null : openSync(file, "r")));
    const child = spawn(
      process.execPath,
      [path.join(import.meta.dirname, "child/inherited.mjs"), JSON.stringify(jail)],
      {
        stdio: [
          "ignore",
          "pipe",
          "inherit",
          ...opened.slice(3).map((file) => file ?? "ignore"),
        ] as const,
      },
    );
    for (const file of opened) if (file !== null) closeSync(file);
    const text = await readText(child.stdout as Readable);
    const { ours, its } = JSON.parse(text) as Record<"ours" | "its", string[]>;
    expect(ours.filter((file) => file === "/etc")).toHaveLength(3);
    expect(its.filter((file) => file === "/etc")).toEqual([]);
    expect(its.length).toBeGreaterThan(4);
  });

  test.runIf(jail.kind !== "plain")("it has no privileges and cannot get any", async () => {
    const [held] = await lookInside(jail);
    expect(held?.status).toMatch(/^NoNewPrivs:\t1$/m);
    expect(held?.status).toMatch(/^CapEff:\t0+$/m);
    expect(held?.status).toMatch(/^CapBnd:\t0+$/m);
  });

  test.runIf(jail.kind === "bubblewrap")("it has no network and no files", async () => {
    const [held] = await lookInside(jail);
    expect(held?.interfaces).toEqual(["lo"]);
    // The system's libraries, the socket's folder, and on the way to workerd only the folders themselves.
    const unexpected = held?.root.filter((name) => !/^(?:lib\d*|usr|socket)$/.test(name)) ?? [];
    expect(unexpected.length).toBeLessThanOrEqual(1);
    expect(held?.root).not.toContain("etc");
    expect(held?.root).not.toContain("proc");
  });

  test("its memory can be told", async () => {
    const workerd = await createJailedStart([jail])(512 * MIB);
    const bytes = workerd.usage().residentBytes;
    await workerd.child.kill();
    expect(bytes).toBeGreaterThan(20 * MIB);
    expect(bytes).toBeLessThan(200 * MIB);
  });
});

describe.runIf(process.platform === "linux")("a jail that is there and may not be used", () => {
  /** A program in the place of bubblewrap. Each start leaves a folder: it may write no file. */
  function imitate(script: string): Jail {
    const folder = mkdtempSync(path.join(tmpdir(), "codemode-test-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const program = path.join(folder, "bwrap");
    writeFileSync(program, `#!/bin/sh\nmkdir "${folder}/start-$$"\n${script}\n`, {
      mode: 0o755,
    });
    return { kind: "bubblewrap", program };
  }

  const REFUSED = `echo "bwrap: No permissions to create new namespace" >&2; exit 1`;

  test("is passed over for the next, and not tried again", async () => {
    const refused = imitate(REFUSED);
    const start = createJailedStart([refused, { kind: "plain", program: "" }]);
    const first = await start(512 * MIB);
    const second = await start(512 * MIB);
    await Promise.all([first.child.kill(), second.child.kill()]);
    expect([first.jail.kind, second.jail.kind]).toEqual(["plain", "plain"]);
    const starts = readdirSync(path.dirname(refused.program)).filter((name) => name !== "bwrap");
    expect(starts).toHaveLength(1);
  });

  test("is an error when there is no other", async () => {
    await expect(createJailedStart([imitate(REFUSED)])(512 * MIB)).rejects.toThrow(/did not start/);
  });

  /** Does what bubblewrap does, as far as a test can tell, and complains from the next start on. */
  const onceOnly = (complaint: string): string =>
    `[ $(ls "$(dirname "$0")" | wc -l) -gt 2 ] && { echo "bwrap: ${complaint}" >&2; exit 1; }
    exec ${jails[0].program} "$@"`;

  test.runIf(jails[0].kind === "bubblewrap")(
    "but was: no later run gets a weaker one",
    async () => {
      const refused = imitate(onceOnly("No permissions to create new namespace"));
      const start = createJailedStart([refused, { kind: "plain", program: "" }]);
      await (await start(512 * MIB)).child.kill();
      await expect(start(512 * MIB)).rejects.toThrow(/did not start/);
    },
  );

  test("for want of something that comes back: not now, and no weaker one", async () => {
    const short = imitate(
      `echo "bwrap: Creating new namespace failed: Resource temporarily unavailable" >&2; exit 1`,
    );
    const start = createJailedStart([short, { kind: "plain", program: "" }]);
    await expect(start(512 * MIB)).rejects.toThrow(/did not start/);
    await expect(start(512 * MIB)).rejects.toThrow(/did not start/);
  });

  test("what is no complaint of the jail's makes it no weaker", async () => {
    const broken = imitate(`echo "workerd: broken" >&2; exit 1`);
    const start = createJailedStart([broken, { kind: "plain", program: "" }]);
    await expect(start(512 * MIB)).rejects.toThrow(/did not start/);
  });
});
