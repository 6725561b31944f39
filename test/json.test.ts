import * as fc from "fast-check";
import { format } from "prettier";
import { expect, test } from "vitest";
import { renderJsonFile, type JsonValue } from "../src/json.ts";

const CASES: [string, { given: JsonValue; want: string }][] = [
  [
    "keys are sorted by code unit",
    { given: { b: 1, B: 2, a: 3 }, want: `{\n  "B": 2,\n  "a": 3,\n  "b": 1\n}\n` },
  ],
  [
    "an array that fits is on one line",
    { given: { a: ["x", 1, null] }, want: `{\n  "a": ["x", 1, null]\n}\n` },
  ],
  ["objects are never on one line", { given: [{ a: 1 }], want: `[\n  {\n    "a": 1\n  }\n]\n` }],
  [
    "empty ones are",
    { given: { a: {}, b: [], c: [{}] }, want: `{\n  "a": {},\n  "b": [],\n  "c": [{}]\n}\n` },
  ],
  [
    "invisible characters show",
    { given: "a\u200b\u202e\u2028é😀", want: `"a\\u200b\\u202e\\u2028\\u00e9\\ud83d\\ude00"\n` },
  ],
  [
    "__proto__ is a key like others",
    {
      given: JSON.parse(`{"__proto__":{"a":1}}`) as JsonValue,
      want: `{\n  "__proto__": {\n    "a": 1\n  }\n}\n`,
    },
  ],
];

test.each(CASES)("renderJsonFile: %s", (_name, { given, want }) => {
  expect(renderJsonFile(given)).toBe(want);
});

test("what is rendered is what was given, and prettier's defaults leave it alone", async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue({ maxDepth: 6 }), async (value) => {
      const text = renderJsonFile(value as JsonValue);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(await format(text, { filepath: "value.json" })).toBe(text);
    }),
    { numRuns: 300 },
  );
});

test("long arrays break as prettier breaks them", async () => {
  const numbers = Array.from({ length: 100 }, (_, index) => (index - 50) * 1.5);
  const words = Array.from({ length: 12 }, (_, index) => "w".repeat(index));
  for (let pad = 0; pad < 30; pad += 1) {
    const value = {
      ["k".repeat(pad)]: words,
      n: numbers.slice(pad),
      deep: [
        [words, numbers],
        [[1], [2, 3]],
      ],
    };
    const text = renderJsonFile(value);
    expect(await format(text, { filepath: "value.json" })).toBe(text);
  }
});
