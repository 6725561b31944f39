import { afterAll, describe, expect, test } from "vitest";
import { explainSyntax } from "../../src/check/explain/syntax.ts";
import { findByTokens } from "../../src/check/explain/token-findings.ts";
import { createGate } from "../../src/check/gate.ts";
import { createSdkIndex } from "../../src/check/sdk-index.ts";
import { createSdkSlices } from "../../src/check/sdk-slice.ts";
import { SDK } from "./sdk.ts";

const index = createSdkIndex(SDK.lock);
const book = { index, slices: createSdkSlices(SDK, index) };
const gate = createGate(SDK);
afterAll(() => gate.close());

/** As long as a program may be. */
const LONG = 250_000;

const UNPARSED: [name: string, piece: string][] = [
  ["brackets that open", "("],
  ["brackets that open, a line each", "{\n"],
  ["brackets that close", "}"],
  ["brackets of both kinds", "([)]"],
  ["slashes that begin no regular expression", "=/["],
  ["regular expressions", "=/[a]/;"],
  ["comments", "//\n"],
  ["strings that do not end", '"\n'],
  ["templates in templates", "`${"],
  ["imports of nothing", "import "],
  ["imports", 'import a from "b";'],
  ["markup", "(<a b "],
  ["tools that are not there", "github.nope();"],
  ["what the sandbox does not have", "fetch(1);"],
  ["names", "a b "],
  ["one name", "a"],
];

/** Each took minutes where something was looked for again from every place. */
describe("a text without a tree is read once", { timeout: 20_000 }, () => {
  test.each(UNPARSED)("%s", (_name, piece) => {
    const text = `${piece.repeat(LONG / piece.length)}\n)`;
    expect(explainSyntax([], text).code).toBe("CHECK_SYNTAX");
    expect(findByTokens(text, book).length).toBeLessThanOrEqual(10);
  });
});

const EXPLAINED: [name: string, source: string][] = [
  [
    "an input of many names",
    `return await github.list_issues({ ${many((n) => `nam${n}: 1,`, 20_000)} });`,
  ],
  [
    "an input of many items",
    `return await github.list_issues({ owner: "a", repo: "b", labels: [${many((n) => `${n},`, 500)}] });`,
  ],
  [
    "many calls that are wrong in many ways",
    many((n) => `await github.list_issues({ ownr: ${n}, labels: "a", filter: { a: 1 } });`, 2_000),
  ],
  [
    "lists of lists of strings",
    `const a = [${'"open",'.repeat(150)}];${many(
      (n) => `const b${n} = [${`${n === 0 ? "a" : `b${n - 1}`}[0],`.repeat(100)}];`,
      8,
    )}return await github.list_issues({ owner: "a", repo: "b", state: b7[0] });`,
  ],
  [
    "one list that is read everywhere",
    `const a = ["open"];${"a[0];".repeat(5_000)}${'await github.list_issues({ owner: "a", repo: "b", state: a[0] });'.repeat(500)}`,
  ],
  ["many names that are not there", many((n) => `nope${n}.issues();`, 5_000)],
];

describe("many messages are explained once", { timeout: 30_000 }, () => {
  test.each(EXPLAINED)("%s", async (_name, source) => {
    const { diagnostics } = await gate.check(source);
    expect(diagnostics.length).toBeLessThanOrEqual(21);
  });
});

function many(line: (n: number) => string, count: number): string {
  return Array.from({ length: count }, (_, n) => line(n)).join("");
}
