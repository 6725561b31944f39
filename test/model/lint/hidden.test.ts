import { expect, test } from "vitest";
import { codePoint, hiddenCharacters } from "../../../src/model/lint/hidden.ts";

// P3 of the threat model.
test.each([
  ["zero-width characters", "a\u200bb\u2060c", ["U+200B", "U+2060"]],
  ["a joiner between Latin letters", "a\u200db", ["U+200D"]],
  ["tag characters", "a\u{e0041}\u{e0042}", ["U+E0041", "U+E0042"]],
  ["variation selectors as a message", "a\ufe00\u{e0100}", ["U+FE00", "U+E0100"]],
  ["bidirectional formatting", "\u202etxt\u2066", ["U+202E", "U+2066"]],
  ["controls", "a\u0000\u001b[31m", ["U+0000", "U+001B"]],
  ["fillers", "\u3164", ["U+3164"]],
  ["a soft hyphen", "a\u00adb", ["U+00AD"]],
  ["an unpaired surrogate", "a\ud800", ["U+D800"]],
  ["a direction mark in Latin text", "a\u200eb", ["U+200E"]],
  ["a byte order mark within", "a\ufeffb", ["U+FEFF"]],
  ["many, in a long text", "\u200b".repeat(300_000), Array<string>(300_000).fill("U+200B")],
])("%s", (_, text, want) => {
  expect(hiddenCharacters(text).map(codePoint)).toEqual(want);
});

test.each([
  ["plain text", "plain\ttext\r\n"],
  ["line separators", "a\u2028b\u0085c\fd"],
  ["an emoji with its form", "\u26a0\ufe0f Careful"],
  ["a keycap", "1\ufe0f\u20e3"],
  ["a family", "\u{1f468}\u200d\u{1f469}\u200d\u{1f467}"],
  ["an emoji of a profession with a skin tone", "\u{1f469}\u{1f3fd}\u200d\u{1f680}"],
  ["a heart on fire", "\u2764\ufe0f\u200d\u{1f525}"],
  ["Persian with its joiner", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"],
  ["Hindi with its joiner", "\u0915\u094d\u200d\u0937"],
  ["Hebrew with a mark", "\u05d0\u05d1\u200f!"],
  ["a byte order mark at the start", "\ufeffa"],
])("%s is ordinary", (_, text) => {
  expect(hiddenCharacters(text)).toEqual([]);
});
