import * as fc from "fast-check";
import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { afterAll, expect, test } from "vitest";
import { loadTokenCount } from "../../src/emit/token-count.ts";
import { createTokenCounter, leastTokens } from "../../src/emit/tokens.ts";

const PIECE = fc.oneof(
  fc.constantFrom(
    "\n",
    "\r\n",
    "\n\n",
    " \n",
    "  ",
    "\t",
    "/",
    "//",
    ";",
    "};",
    "it's",
    "'S",
    "don",
  ),
  fc.constantFrom(
    "CamelCase",
    "ABC",
    "é",
    "e\u0301",
    "名前",
    "1234",
    "*",
    " * ",
    "_",
    "\u2028",
    "🙂",
  ),
  fc.string({ unit: "binary", maxLength: 4 }),
);
const TEXT = fc.array(PIECE, { maxLength: 30 }).map((pieces) => pieces.join(""));

const counter = createTokenCounter();
afterAll(() => counter.close());

test("counted line by line: the same as counted whole", async () => {
  const count = await loadTokenCount();
  fc.assert(
    fc.property(TEXT, (text) => {
      expect(count(text)).toBe(countTokens(text));
    }),
    { numRuns: 1000, seed: 1 },
  );
});

test("no text has fewer tokens than words", () => {
  fc.assert(
    fc.property(TEXT, (text) => {
      expect(leastTokens(text)).toBeLessThanOrEqual(countTokens(text));
    }),
    { numRuns: 1000, seed: 2 },
  );
});

test("counts in its thread; when that has ended, here", async () => {
  const texts = ["one two", "", "three\n  four"];
  const want = texts.map((text) => countTokens(text));
  expect(await counter.count(texts)).toEqual(want);
  const ended = createTokenCounter();
  const asked = ended.count(texts);
  ended.close();
  expect(await asked).toEqual(want);
  expect(await ended.count(texts)).toEqual(want);
});
