import { afterAll, describe, expect, test } from "vitest";
import { createGate } from "../../src/check/gate.ts";
import { renderFindings } from "../../src/check/render.ts";
import { ADVICE_ON_CALLS } from "./advice-on-calls.ts";
import { ADVICE_ON_LOOKUPS } from "./advice-on-lookups.ts";
import { ADVICE_ON_SYNTAX } from "./advice-on-syntax.ts";
import { ADVICE_ON_VALUES } from "./advice-on-values.ts";
import { SDK } from "./sdk.ts";

const ADVICE = [...ADVICE_ON_CALLS, ...ADVICE_ON_VALUES, ...ADVICE_ON_LOOKUPS, ...ADVICE_ON_SYNTAX];

const gate = createGate(SDK);
afterAll(() => gate.close());

async function toldOf(source: string): Promise<string> {
  const { ok, diagnostics } = await gate.check(source);
  return ok ? "" : renderFindings(diagnostics, source);
}

describe("what is wrong is said with what to do", () => {
  test.each(ADVICE)("%s", async (_name, { wrong, told, untold = [] }) => {
    const text = await toldOf(wrong);
    for (const part of told) expect(text).toContain(part);
    for (const part of untold) expect(text).not.toContain(part);
  });
});

describe("what does as it is told passes", () => {
  const mended = ADVICE.flatMap(([name, given]): [string, string][] =>
    given.mended === undefined ? [] : [[name, given.mended]],
  );
  test.each(mended)("%s", async (_name, source) => {
    expect(await toldOf(source)).toBe("");
  });
});
