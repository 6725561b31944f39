import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ResolvedServer } from "../../src/config/interpolate.ts";
import { createRedactor, withholdFromResult } from "../../src/run/redact.ts";
import { codesOf, createStage, fixture, stdio, type Stage } from "./harness.ts";

const CANARY = "canary-9f31c07e";
const holding = (name: string, value: string) =>
  ({ secrets: [{ name, value }] }) as unknown as ResolvedServer;

describe("I4: a server that repeats its secret", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await createStage([stdio("bad", [fixture("echo-secret")], { TOKEN: "${SECRET}" })], {
      SECRET: CANARY,
    });
  });
  afterAll(() => stage.close());

  test("does not drift from its own catalog", async () => {
    const outcome = await stage.exec(
      `export default async () => { try { await bad.leaky({}) } catch (e) { return e.code } }`,
    );
    expect(outcome.result).toBe("RUN_TOOL_ERROR");
    expect(codesOf(outcome)).not.toContain("RUN_DRIFT");
  });

  test("has it taken out of results, texts and keys, and the report says so", async () => {
    const outcome = await stage.exec(`export default async () => bad.plain.raw({})`);
    expect(outcome.result).toEqual({
      content: [{ type: "text", text: "it is ${SECRET}" }],
      structuredContent: { "${SECRET}": [expect.stringContaining("${SECRET}")], number: 1 },
    });
    expect(codesOf(outcome)).toEqual(["SERVER_SECRET_ECHOED"]);
    expect(outcome.diagnostics[0]).toMatchObject({
      severity: "warning",
      location: { server: "bad", tool: "plain" },
    });
  });
});

describe("results", () => {
  const kept: [string, string][] = [
    ["a short value", "prod-eu"],
    ["a folder that exists", import.meta.dirname],
    ["an address without a path", "https://api.example.com"],
  ];
  test.each(kept)("%s is data: it stays", (_name, value) => {
    const result = { content: [{ type: "text", text: `<${value}>` }] };
    expect(withholdFromResult([holding("A", value)], result).result).toBe(result);
  });

  test("digits, as a number too", () => {
    const { result, names } = withholdFromResult([holding("PIN", "90817263")], { n: 90817263 });
    expect(result).toEqual({ n: "${PIN}" });
    expect([...names]).toEqual(["PIN"]);
  });
});

describe("I4: a long text is redacted before it is cut", () => {
  const redact = createRedactor([holding("LONG", "L".repeat(64)), holding("TOKEN", CANARY)]);
  const cuts: [string, number][] = [
    ["where the text is read", 32_768],
    ["where it is shown", 8_192],
  ];
  test.each(cuts)("%s", (_name, cut) => {
    for (const before of [1, CANARY.length - 1]) {
      // What is taken out before makes room: what stood at the cut moves into what is shown.
      const filler = "L".repeat(64).repeat(Math.floor(cut / 64));
      const head = filler.slice(0, Math.floor((cut - before) / 64) * 64);
      const text = `${head}${"x".repeat(cut - before - head.length)}${CANARY}`;
      expect(redact(text)).not.toContain(CANARY.slice(0, before + 1).slice(0, 6));
    }
  });
});
