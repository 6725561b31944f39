import { afterAll, expect, test } from "vitest";
import { createGate } from "../../src/check/gate.ts";
import { SDK } from "./sdk.ts";

const gate = createGate(SDK);
afterAll(() => gate.close());

const NO_WIDTH = "\u200B";
const NEXT_LINE = "\u0085";

/** TypeScript reads over what JavaScript does not know: what is run has plain spaces there, and texts as they were. */
const PROGRAMS: [string, { given: string; want: unknown }][] = [
  ["between words", { given: `const n =${NO_WIDTH}${NEXT_LINE}1;\nreturn n;`, want: 1 }],
  ["in a text", { given: `return "a${NO_WIDTH}b".length;`, want: 3 }],
  ["in a template", { given: `return \`a${NO_WIDTH}\${${NO_WIDTH}1}\`.length;`, want: 3 }],
  ["in a regular expression", { given: `return /a${NO_WIDTH}/.source.length;`, want: 2 }],
];

test.each(PROGRAMS)("white space of TypeScript only, %s", async (_name, { given, want }) => {
  const { diagnostics, program } = await gate.check(given);
  expect(diagnostics).toEqual([]);
  const module = `data:text/javascript,${encodeURIComponent(program?.code ?? "")}`;
  const { default: run } = (await import(/* @vite-ignore */ module)) as {
    default: () => Promise<unknown>;
  };
  expect(await run()).toBe(want);
});
