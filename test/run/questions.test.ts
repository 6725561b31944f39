import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { setTimeout as sleep } from "node:timers/promises";
import { codesOf, createStage, fixture, stdio, type Stage } from "./harness.ts";

describe("servers that ask while they work on a program's calls", () => {
  let stage: Stage;

  beforeAll(async () => {
    const legacy = stdio("legacy", [fixture("asking")]);
    const modern = { ...stdio("modern", [fixture("asking"), "modern"]) };
    stage = await createStage([legacy, { ...modern, protocol: "2026-07-28" }]);
  });

  afterAll(async () => {
    await stage.close();
  });

  const book = (server: string): string =>
    `export default async () => JSON.parse(await ${server}.book({}));`;

  test.each(["legacy", "modern"])(
    "the time that an answer takes is not the program's (%s)",
    async (server) => {
      const outcome = await stage.exec(book(server), {
        limits: { timeoutMs: 1_500 },
        handlers: {
          onElicitation: async () => {
            await sleep(1_800);
            return { action: "accept", content: { name: "Ada" } };
          },
        },
      });
      expect(codesOf(outcome)).toEqual([]);
      expect(outcome.result).toMatchObject([{ action: "accept", content: { name: "Ada" } }]);
    },
  );

  test.each(["legacy", "modern"])(
    "with nobody to ask it is declined, and the run says so once (%s)",
    async (server) => {
      const twice = `export default async () => [await ${server}.book({}), await ${server}.book({})];`;
      const outcome = await stage.exec(twice);
      expect(outcome).toMatchObject({ ok: true });
      expect(codesOf(outcome)).toEqual(["SERVER_QUESTION_DECLINED"]);
    },
  );

  test("a run that is cancelled ends its question", async () => {
    const ending = new AbortController();
    let asked: AbortSignal | null = null;
    const outcome = await stage.exec(book("legacy"), {
      signal: ending.signal,
      handlers: {
        onElicitation: ({ signal }) => {
          asked = signal;
          ending.abort();
          return new Promise(() => {});
        },
      },
    });
    expect(codesOf(outcome)).toContain("RUN_ABORTED");
    expect(asked).toMatchObject({ aborted: true });
  });

  test("questions are counted for a run, whichever server asks", async () => {
    let asked = 0;
    const program = `export default async () => {
      await legacy.book({}); await modern.book({}); await legacy.book({});
    };`;
    const outcome = await stage.exec(program, {
      limits: { questions: 2 },
      handlers: {
        onElicitation: () => {
          asked += 1;
          return { action: "decline" };
        },
      },
    });
    expect(asked).toBe(2);
    expect(codesOf(outcome)).toEqual(["SERVER_QUESTION_LIMIT"]);
  });
});
