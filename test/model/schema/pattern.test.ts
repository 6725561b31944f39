import { expect, test } from "vitest";
import { finiteStrings } from "../../../src/model/schema/finite-strings.ts";
import { type Row, typeOf } from "./type-of.ts";

const TABLE: Row[] = [
  [
    "a pattern that lists strings",
    { given: { type: "string", pattern: "^(asc|desc)$" }, want: '"asc" | "desc"' },
  ],
  ["a constant as a pattern", { given: { type: "string", pattern: "^abc$" }, want: '"abc"' }],
  ["any other pattern", { given: { type: "string", pattern: "^[a-z]+$" }, want: "string" }],
  ["what is not anchored", { given: { type: "string", pattern: "^a|b$" }, want: "string" }],
  [
    "beside a list",
    { given: { enum: ["ab", "ac", "b"], pattern: "^a[bc]$" }, want: '"ab" | "ac"' },
  ],
];

test.each(TABLE)("%s", (_, { given, want }) => {
  expect(typeOf(given)).toBe(want);
});

test.each([
  ["^$", [""]],
  ["^a?$", ["", "a"]],
  ["^(?:a|b)c{2}$", ["acc", "bcc"]],
  ["^a{0,2}$", ["", "a", "aa"]],
  ["^(a|)b$", ["ab", "b"]],
  ["^[a-c_]$", ["a", "b", "c", "_"]],
  ["^[a-]$", ["a", "-"]],
  ["^\\d$", "0123456789".split("")],
  ["^[\\d]$", "0123456789".split("")],
  ["^\\cC\\x41\\u00e9\\.$", ["\u0003A\u00e9."]],
  ["^\\t$", ["\t"]],
  ["^(a)(b|c)$", ["ab", "ac"]],
  ["^(true|false)$", ["true", "false"]],
] as [string, string[]][])("%s has the strings %j, and running it agrees", (pattern, strings) => {
  expect(finiteStrings(pattern)).toEqual(strings);
  for (const text of strings) expect(text).toMatch(new RegExp(pattern, "u"));
});

test.each([
  "a",
  "^a",
  "a$",
  "^a|b$",
  "^a*$",
  "^a+$",
  "^.$",
  "^[^a]$",
  "^(?=a)a$",
  "^(?<n>a)$",
  "^\\w$",
  "^\\b$",
  "^\\p{L}$",
  "^a{2,}$",
  "^a{99}$",
  "^(a$",
  "^a)$",
  "^a\\$",
  "^[a$",
  "^[b-a]$",
  "^a??$",
  "^[ab]{9}$",
  "^((((a{9}){9}){9}){9}){9}$",
  "^[🙂]$",
  `^${"(a|b)".repeat(40)}$`,
  `^${"a".repeat(300)}$`,
])("%s is not listed", (pattern) => {
  expect(finiteStrings(pattern)).toBeNull();
});
