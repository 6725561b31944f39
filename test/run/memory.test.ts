import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createBridge } from "../../src/run/bridge.ts";
import { resolveLimits } from "../../src/run/limits.ts";
import type { Bridge } from "../../src/run/types.ts";
import { createStage, fixture, stdio, type Stage } from "./harness.ts";
import { descendantsOf, nameOf } from "./processes.ts";

/**
 * I4: the process that runs programs is searched for secrets, its memory too. What servers answer does pass through it, and
 * may be found there until it is used again: that is what it is for. What the configuration gives to servers may not, even
 * when a server repeats it.
 */
const SECRET = "canary-memory-51d0c7";
const OF_OURS = "canary-environment-8e2b40";
const KNOWN = "passed-through-tool";

let stage: Stage;
beforeAll(async () => {
  process.env["CODEMODE_TEST_CANARY"] = OF_OURS;
  const servers = [
    stdio("bad", [fixture("echo-secret")], { TOKEN: "${SECRET}" }),
    stdio("srv", [fixture("echo")], { SECRET: "${SECRET}" }),
  ];
  stage = await createStage(servers, { SECRET });
});
afterAll(async () => {
  delete process.env["CODEMODE_TEST_CANARY"];
  await stage.close();
});

const processes = (): number[] =>
  descendantsOf(process.pid).filter((pid) => nameOf(pid) === "workerd");

describe.runIf(process.platform === "linux")("the memory of the sandbox's process", () => {
  test("holds what passes through it, and no secret, during a run and after it", async () => {
    let during: string[] = [];
    const limits = resolveLimits();
    const effects = ["bad.plain", "bad.leaky", "srv.echo"].map((name) => {
      const [server = "", tool = ""] = name.split(".");
      return { server, tool, annotations: {} };
    });
    const { sdk, connections, sandbox } = stage;
    const bridge = createBridge({ sdk, connections, effects, limits });
    let calls = 0;
    const looking: Bridge = {
      ...bridge,
      call: async (call) => {
        calls += 1;
        const reply = await bridge.call(call);
        // The third: what the first two gave has arrived.
        if (calls === 3) during = foundIn(processes());
        return reply;
      },
    };
    const outcome = await sandbox.run({
      program: {
        code: `export default async () => {
          const all = [await bad.plain.raw({}), await srv.echo({ text: ["passed", "through", "tool"].join("-") })];
          await srv.echo({});
          return all;
        }`,
        toSource: (line, column) => ({ line, column }),
      },
      input: undefined,
      effects,
      bridge: looking,
      limits,
    });
    expect(outcome.ok).toBe(true);
    expect(JSON.stringify(outcome.result)).toContain("${SECRET}");
    expect(during).toEqual([KNOWN]);
    expect(processes()).toHaveLength(1);
    expect(foundIn(processes())).not.toEqual(expect.arrayContaining([SECRET]));
    expect(foundIn(processes())).not.toEqual(expect.arrayContaining([OF_OURS]));
  });
});

/** Which of the texts the processes hold, as one byte or two for each character. */
function foundIn(pids: readonly number[]): string[] {
  expect(pids.length).toBeGreaterThan(0);
  const texts = [SECRET, OF_OURS, KNOWN];
  const found = new Set<string>();
  for (const pid of pids) {
    for (const piece of memoryOf(pid)) {
      for (const text of texts) {
        if (piece.includes(text, 0, "latin1") || piece.includes(text, 0, "utf16le"))
          found.add(text);
      }
    }
  }
  return [...found];
}

const PIECE = 4 * 1024 * 1024;

/** All that a process can write to, in pieces that overlap. */
function* memoryOf(pid: number): Generator<Buffer> {
  const file = openSync(`/proc/${pid}/mem`, "r");
  const piece = Buffer.alloc(PIECE);
  try {
    for (const line of readFileSync(`/proc/${pid}/maps`, "utf8").split("\n")) {
      const [, from = "", to = ""] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? [];
      for (let at = Number.parseInt(from, 16); at < Number.parseInt(to, 16); at += PIECE - 256) {
        const length = Math.min(PIECE, Number.parseInt(to, 16) - at);
        yield piece.subarray(0, readOrNothing(file, piece, length, at));
      }
    }
  } finally {
    closeSync(file);
  }
}

function readOrNothing(file: number, piece: Buffer, length: number, at: number): number {
  try {
    return readSync(file, piece, 0, length, at);
  } catch {
    return 0;
  }
}
