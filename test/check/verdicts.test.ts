import { afterAll, describe, expect, test } from "vitest";
import { createGate } from "../../src/check/gate.ts";
import { renderFindings } from "../../src/check/render.ts";
import { RIGHT_BUILTINS } from "./right-builtins.ts";
import { RIGHT_IDIOMS } from "./right-idioms.ts";
import { RIGHT_LANGUAGE } from "./right-language.ts";
import { RIGHT_PROGRAMS } from "./right-programs.ts";
import { RIGHT_PROMISES } from "./right-promises.ts";
import { FORBIDDEN_PROGRAMS } from "./forbidden-programs.ts";
import { MISTAKEN_GUARDS } from "./mistaken-guards.ts";
import { MISTAKEN_PROGRAMS } from "./mistaken-programs.ts";
import { MISTAKEN_VALUES } from "./mistaken-values.ts";
import { MISTAKEN_PROMISES } from "./mistaken-promises.ts";
import { MORE_FORBIDDEN } from "./more-forbidden.ts";
import { SDK } from "./sdk.ts";

const RIGHT = [
  ...RIGHT_PROGRAMS,
  ...RIGHT_IDIOMS,
  ...RIGHT_LANGUAGE,
  ...RIGHT_BUILTINS,
  ...RIGHT_PROMISES,
];
const WRONG_PROGRAMS = [
  ...MISTAKEN_PROGRAMS,
  ...MISTAKEN_VALUES,
  ...MISTAKEN_PROMISES,
  ...MISTAKEN_GUARDS,
  ...FORBIDDEN_PROGRAMS,
  ...MORE_FORBIDDEN,
];

const api = createGate(SDK);
const cli = createGate(SDK, { engine: "cli" });
afterAll(() => Promise.all([api.close(), cli.close()]));

describe("a right program passes", () => {
  test.each(RIGHT)("%s", async (_name, source) => {
    const { ok, diagnostics, program } = await api.check(source);
    expect(ok ? "" : renderFindings(diagnostics, source)).toBe("");
    expect(program).not.toBeNull();
  });
});

describe("a wrong program is refused for what is wrong", () => {
  test.each(WRONG_PROGRAMS)("%s", async (_name, { source, codes }) => {
    const { ok, diagnostics, program } = await api.check(source);
    expect(diagnostics.map(({ code }) => code)).toEqual(codes);
    expect(ok).toBe(false);
    expect(program).toBeNull();
  });
});

/** Every fourth program: a process a check takes its time. The heavier suites compare all. */
const SAMPLE = [
  ...RIGHT.map(([, source]) => source),
  ...WRONG_PROGRAMS.map(([, { source }]) => source),
].filter((_, index) => index % 4 === 0);

test("both engines give the same verdicts, at the same places", async () => {
  for (const source of SAMPLE) {
    const [one, other] = await Promise.all([api.check(source), cli.check(source)]);
    const places = (diagnostics: typeof one.diagnostics) =>
      diagnostics.map(({ code, message, location }) => ({
        code,
        message,
        location: { ...location, length: 0 },
      }));
    expect(places(other.diagnostics)).toEqual(places(one.diagnostics));
    expect(other.ok).toBe(one.ok);
    expect(other.effects).toEqual(one.effects);
  }
});
