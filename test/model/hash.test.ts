import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { compareCodeUnits, isJsonObject, type JsonValue } from "../../src/json.ts";
import { hashJson } from "../../src/model/hash.ts";

function canonical(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const entries = Object.entries(value).toSorted(([a], [b]) => compareCodeUnits(a, b));
  return `{${entries.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(",")}}`;
}

test("the hash is that of the canonical JSON", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonical(value as JsonValue);
      expect(hashJson(value as JsonValue)).toBe(createHash("sha256").update(text).digest("hex"));
    }),
  );
});

test("the order of keys does not matter, that of items does", () => {
  expect(hashJson({ a: 1, b: [1, 2] })).toBe(hashJson({ b: [1, 2], a: 1 }));
  expect(hashJson([1, 2])).not.toBe(hashJson([2, 1]));
});

test.each([150, 250, 200_000])(
  "%i levels: deep JSON has the hash that shallow writing gives",
  (depth) => {
    const text = `${'{"a":['.repeat(depth)}0${"]}".repeat(depth)}`;
    const want = createHash("sha256").update(text).digest("hex");
    expect(hashJson(JSON.parse(text) as JsonValue)).toBe(want);
  },
);
