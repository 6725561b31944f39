import { expect, test } from "vitest";
import { compileFilter, type ToolFilter } from "../../src/model/tool-filter.ts";

const NAMES = ["list_issues", "list-all", "get.user", "a/b", ".hidden", "!odd", "x[1]"];

test.each([
  [{}, NAMES],
  [{ include: [] }, []],
  [{ include: ["list*"] }, ["list_issues", "list-all"]],
  [{ include: ["*"] }, NAMES],
  [{ include: ["a*"] }, ["a/b"]],
  [{ include: ["a/b"] }, ["a/b"]],
  [{ include: ["{get,a}*"] }, ["get.user", "a/b"]],
  [{ include: ["get?user"] }, ["get.user"]],
  [{ include: ["!odd"] }, ["!odd"]],
  [{ include: ["x[1]"] }, ["x[1]"]],
  [{ include: ["*/*", "?hid*n", "**d"] }, ["a/b", ".hidden", "!odd"]],
  [{ exclude: ["*s*"] }, ["a/b", ".hidden", "!odd", "x[1]"]],
  [{ include: ["list*"], exclude: ["list-*"] }, ["list_issues"]],
] as [ToolFilter, string[]][])("%j", (filter, want) => {
  const compiled = compileFilter(filter);
  expect(NAMES.filter((name) => compiled.accepts(name))).toEqual(want);
});

test("patterns that match nothing are told", () => {
  const filter = compileFilter({ include: ["list*", "lost_*"], exclude: ["gone"] });
  expect(filter.unmatched(NAMES)).toEqual(["lost_*", "gone"]);
});

test("a pattern is tried in time, however many `*` it has", () => {
  const long = "a".repeat(200);
  for (const pattern of [`${"*a".repeat(100)}*b`, `{${"*a".repeat(100)}*b,c}`]) {
    expect(compileFilter({ include: [pattern] }).accepts(long)).toBe(false);
  }
});
