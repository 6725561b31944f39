import { expect, test } from "vitest";
import { mixedAlphabets, skeletonsOf } from "../../../src/model/lint/confusables.ts";

function lookAlike(a: string, b: string): boolean {
  const [first, second] = [skeletonsOf(a), skeletonsOf(b)];
  return first[0] === second[0] || first[1] === second[1];
}

// P3 of the threat model.
test.each([
  ["Cyrillic а", "pay", "p\u0430y"],
  ["a whole word in Cyrillic", "scope", "\u0455\u0441\u043e\u0440\u0435"],
  ["Greek ο", "to", "t\u03bf"],
  ["Armenian օ", "to", "t\u0585"],
  ["Latin ɡ", "github", "\u0261ithub"],
  ["a dotless i", "list", "l\u0131st"],
  ["upper and lower case", "getUser", "getuser"],
  ["a composed and a decomposed é", "caf\u00e9", "cafe\u0301"],
  ["a ligature", "\ufb01le", "file"],
  ["full width", "\uff47\uff45\uff54", "get"],
  ["mathematical letters", "\u{1d41a}dd", "add"],
  ["one and l", "list_1", "list_l"],
  ["capital i and l", "Issue", "lssue"],
  ["zero and O", "FOO", "F0O"],
])("%s: %j and %j look alike", (_, a, b) => {
  expect(lookAlike(a, b)).toBe(true);
});

test.each([
  ["get_user", "get_users"],
  ["get_user", "get-user"],
  ["caf\u00e9", "cafe"],
  ["list_10", "list_11"],
  ["\u540d\u524d", "\u540d\u7267"],
  ["поиск", "список"],
])("%j and %j do not", (a, b) => {
  expect(lookAlike(a, b)).toBe(false);
});

test.each([
  ["p\u0430y", ["Latin", "Cyrillic"]],
  ["t\u03bf", ["Latin", "Greek"]],
  ["поиск_user", []],
  ["get名前", []],
  ["größe", []],
  ["v2_поиск", []],
])("the alphabets of %j", (name, want) => {
  expect(mixedAlphabets(name)).toEqual(want);
});
