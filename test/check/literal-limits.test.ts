import { Validator, type Schema } from "@cfworker/json-schema";
import { afterAll, describe, expect, test } from "vitest";
import { createGate } from "../../src/check/gate.ts";
import { catalog, committedSdk, tool } from "./sdk.ts";

const SCHEMA = {
  type: "object",
  properties: {
    count: { type: "integer", minimum: 1, maximum: 100 },
    ratio: { type: "number", exclusiveMinimum: 0, exclusiveMaximum: 1 },
    name: { type: "string", minLength: 2, maxLength: 5 },
    list: { type: "array", items: { type: "integer", maximum: 9 }, minItems: 1, maxItems: 3 },
    deep: { type: "object", properties: { least: { type: "number", minimum: -2 } } },
    other: { anyOf: [{ type: "number", maximum: 5 }, { type: "string" }] },
    named: { $ref: "#/$defs/small", maximum: 1 },
  },
  $defs: { small: { type: "number", maximum: 7 } },
};

const gate = createGate(
  committedSdk([catalog("box", [tool("put", SCHEMA), tool("get", { type: "object" })])]),
);
afterAll(() => gate.close());

const validator = new Validator(SCHEMA as Schema, "2020-12");

/** Values by what the gate says of them; `null`: nothing. */
const VALUES: [value: object, said: string | null][] = [
  [{ count: 1 }, null],
  [{ count: 100 }, null],
  [{ count: 0 }, "`count` in `box.put(...)` must be at least 1, not 0."],
  [{ count: -5 }, "`count` in `box.put(...)` must be at least 1, not -5."],
  [{ count: 200 }, "`count` in `box.put(...)` must be at most 100, not 200."],
  [{ ratio: 0.5 }, null],
  [{ ratio: 0 }, "`ratio` in `box.put(...)` must be greater than 0, not 0."],
  [{ ratio: 1 }, "`ratio` in `box.put(...)` must be less than 1, not 1."],
  [{ name: "ab" }, null],
  [{ name: "🙂🙂🙂🙂🙂" }, null],
  [{ name: "" }, "`name` in `box.put(...)` must have at least 2 characters, not 0."],
  [{ name: "abcdef" }, "`name` in `box.put(...)` must have at most 5 characters, not 6."],
  [{ list: [1, 9] }, null],
  [{ list: [] }, "`list` in `box.put(...)` must have at least 1 item, not 0."],
  [{ list: [1, 2, 3, 4] }, "`list` in `box.put(...)` must have at most 3 items, not 4."],
  [{ list: [1, 10] }, "`list[1]` in `box.put(...)` must be at most 9, not 10."],
  [{ deep: { least: -2 } }, null],
  [{ deep: { least: -3 } }, "`deep.least` in `box.put(...)` must be at least -2, not -3."],
  [{ other: 50 }, null],
  [{ named: 50 }, null],
];

describe("values that are written out", () => {
  test.each(VALUES)("%j", async (value, said) => {
    const { diagnostics } = await gate.check(`return await box.put(${JSON.stringify(value)});`);
    expect(diagnostics.map(({ message }) => message)).toEqual(said === null ? [] : [said]);
  });

  const refused = VALUES.filter(([, said]) => said !== null);
  test.each(refused)("%j is refused by the bridge's validator as well", (value) => {
    expect(validator.validate(value).valid).toBe(false);
  });
});

test("a constant that is read once is looked at, and told where the value stands", async () => {
  const source = `const query = { count: 101 };\nreturn await box.put(query);`;
  const { diagnostics } = await gate.check(source);
  expect(diagnostics).toMatchObject([
    { code: "CHECK_ARGUMENTS", location: { line: 1, column: 24 } },
  ]);
});

/** What is written may not be what is given. */
const MAY_BE_OTHERWISE: [string, string][] = [
  [
    "a later spread",
    `const more = input as { count?: number };\nreturn await box.put({ count: 0, ...more });`,
  ],
  [
    "a constant that is changed",
    `const query = { count: 0 };\nquery.count = 5;\nreturn await box.put(query);`,
  ],
  [
    "items that are spread",
    `const more = [1, 2, 3];\nreturn await box.put({ list: [...more.slice(1), 4, 5] });`,
  ],
  ["no literal", `const count = Math.max(0, Number(input));\nreturn await box.put({ count });`],
];

test.each(MAY_BE_OTHERWISE)("nothing is said of %s", async (_name, source) => {
  expect((await gate.check(source)).diagnostics).toEqual([]);
});
