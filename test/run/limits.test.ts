import { expect, test } from "vitest";
import { DEFAULT_LIMITS, jsonTextDepth, resolveLimits } from "../../src/run/limits.ts";

const depths: [string, number][] = [
  ["1", 0],
  [`"[[["`, 0],
  [`"\\"[["`, 0],
  ["[]", 1],
  [`{"a":[{}]}`, 3],
  [`[[],[[]]]`, 3],
  [`["\\\\",["]"]]`, 2],
  ["[".repeat(100_000), 100_000],
];
test.each(depths)("depth of %.20s", (text, want) => {
  expect(jsonTextDepth(text)).toBe(want);
});

test("what is not given has its default", () => {
  expect(resolveLimits()).toEqual(DEFAULT_LIMITS);
  expect(resolveLimits({ calls: 5, timeoutMs: undefined })).toEqual({
    ...DEFAULT_LIMITS,
    calls: 5,
  });
});
