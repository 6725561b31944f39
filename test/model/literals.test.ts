import { util } from "prettier";
import { expect, test } from "vitest";
import { displayWidth, stringLiteral } from "../../src/model/literals.ts";

/** Beyond it there are only private characters, and invisible ones. */
const LAST = 0x3_ffff;

function differs(text: string): boolean {
  const literal = stringLiteral(text);
  return displayWidth(literal) !== util.getStringWidth(literal);
}

test("every character has the columns that prettier gives it", () => {
  const wrong: string[] = [];
  for (let code = 0x20; code <= LAST; code += 1) {
    if (differs(String.fromCodePoint(code))) wrong.push(code.toString(16));
  }
  expect(wrong).toEqual([]);
});

test.each(["🇩🇪", "👍🏽", "☝🏿", "1\u20e3", "👩\u200d👧", "❤\ufe0f", "हिन्दी", "ก็", "e\u0301"])(
  "%s too",
  (text) => {
    expect(differs(text)).toBe(false);
  },
);
