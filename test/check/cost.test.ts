import { afterAll, describe, expect, test, vi } from "vitest";
import type { RawDiagnostic } from "../../src/check/compiler.ts";
import { explainFindings, MAX_DIAGNOSTICS } from "../../src/check/diagnostics.ts";
import type { Explainer } from "../../src/check/explain/context.ts";
import { createGate } from "../../src/check/gate.ts";
import { MAX_SOURCE_BYTES, parseProgram } from "../../src/check/parse.ts";
import { analyze } from "../../src/check/prepare.ts";
import { createSdkIndex } from "../../src/check/sdk-index.ts";
import { createSdkSlices } from "../../src/check/sdk-slice.ts";
import { blankWrapping, onlyFencedBlock } from "../../src/check/source.ts";
import { SDK } from "./sdk.ts";

const gate = createGate(SDK);
afterAll(() => gate.close());

/** As long as a program may be, nearly. */
const LONG = MAX_SOURCE_BYTES - 1_000;

/** Each took a minute and more when its cost grew with the square of its length. */
describe("what is long is read once", { timeout: 10_000 }, () => {
  test("a comment of empty lines", async () => {
    const { ok } = await gate.check(`/*${"\n".repeat(LONG)}*/ return 1;`);
    expect(ok).toBe(true);
  });

  test("a fence that never ends", () => {
    const source = `${"~".repeat(LONG)}\``;
    expect(blankWrapping(source)).toBe(source);
    expect(onlyFencedBlock(source)).toBeNull();
  });

  test("many long lines that begin like fences", () => {
    const source = `x\n${`${"~".repeat(60_000)}\`\n`.repeat(4)}`;
    expect(blankWrapping(source)).toBe(source);
    expect(onlyFencedBlock(source)).toBeNull();
  });
});

test("a program that is too large is not even searched for fences", async () => {
  const fenced = `\`\`\`\n${"x".repeat(MAX_SOURCE_BYTES)}\n\`\`\``;
  // Without its fence, it would be small enough.
  const source = `\`\`\`${"é".repeat(MAX_SOURCE_BYTES / 2)}\nreturn 1;\n\`\`\``;
  for (const one of [fenced, source]) {
    const { diagnostics } = await gate.check(one);
    expect(diagnostics.map(({ code }) => code)).toEqual(["CHECK_TOO_LARGE"]);
  }
});

test("the tree is searched for `return`s once, not for each of them", async () => {
  const keys = vi.spyOn(Map.prototype, "keys");
  const outcome = await parseProgram("return 1;".repeat(800));
  const searches = keys.mock.calls.length;
  keys.mockRestore();
  expect(outcome).toMatchObject({ kind: "parsed", parsed: { problems: [] } });
  expect(searches).toBeLessThan(10);
});

test("a `return` that belongs to no function and not to the program stays an error", async () => {
  const outcome = await parseProgram("class A { static { return 1; } }\nreturn 2;");
  expect(outcome).toMatchObject({ kind: "parsed", parsed: { problems: [{ start: 19 }] } });
});

test("aliases of aliases are followed to their end", async () => {
  const aliases = Array.from({ length: 11_000 }, (_, n) => `const a${n + 1}=a${n};`);
  const source = `const a0=memory;${aliases.join("")}return await a11000.read_graph();`;
  const { effects } = await gate.check(source);
  expect(effects.map(({ tool }) => tool)).toEqual(["read_graph"]);
});

describe("of many errors", () => {
  test("only as many are explained as are shown", async () => {
    const { explained, findings } = await explainAll((n) => `key ${n}`);
    expect(explained).toBe(MAX_DIAGNOSTICS);
    expect(findings).toHaveLength(ERRORS);
  });

  test("few are explained when all say the same", async () => {
    const { explained, findings } = await explainAll(() => "the same");
    expect(explained).toBeLessThanOrEqual(500);
    expect(findings[0]?.message).toBe("explained");
    expect(findings.slice(1).every(({ message }) => message.startsWith("TS2304"))).toBe(true);
  });

  test("one that is repeated for ever is said once", async () => {
    const { explained, findings } = await explainAll(
      () => "the same",
      () => "Cannot find name 'x'.",
    );
    expect(explained).toBeLessThanOrEqual(500);
    expect(findings.map(({ message }) => message)).toEqual(["explained"]);
  });
});

const ERRORS = 5_000;

/** Explains as many errors as the compiler may have, and counts what that takes. */
async function explainAll(
  key: (n: number) => string,
  text = (n: number): string => `Cannot find name 'x${n}'.`,
) {
  const outcome = await parseProgram("x;".repeat(ERRORS));
  if (outcome.kind !== "parsed") throw new Error(outcome.kind);
  const index = createSdkIndex(SDK.lock);
  const context = { ...analyze(outcome.parsed, index), slices: createSdkSlices(SDK, index) };
  const raw = Array.from({ length: ERRORS }, (_, n): RawDiagnostic => ({
    code: 2304,
    text: text(n),
    start: 2 * n,
    end: 2 * n + 1,
  }));
  let explained = 0;
  const explainer: Explainer = () => {
    explained += 1;
    return { code: "CHECK_NAME", key: key(explained), message: "explained" };
  };
  const findings = explainFindings(raw, [], context, [explainer]);
  return { explained, findings };
}
