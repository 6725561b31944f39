import { INVISIBLE, isPrintableAscii } from "../invisible.ts";

/** What is invisible and yet ordinary: line ends and tabs, and what emoji and some scripts are written with. */
const ORDINARY: readonly RegExp[] = [
  /[\t\n\v\f\r\u0085\u2028\u2029]/gu,
  // A byte order mark where one stands.
  /^\ufeff/gu,
  // The form of an emoji or of a keycap, and what joins emoji to one.
  /(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}#*0-9])[\ufe0e\ufe0f]/gu,
  /(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d(?=\p{Extended_Pictographic})/gu,
  // Joiners within the words of scripts whose letters join.
  /(?<=[\p{L}\p{M}])(?<![\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}])[\u200c\u200d]/gu,
];

const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}]/u;
const DIRECTION_MARKS = /[\u061c\u200e\u200f]/gu;

/** The characters of a text that no reader sees and that no ordinary text has, one by one. */
export function hiddenCharacters(text: string): string[] {
  if (isPrintableAscii(text)) return [];
  const patterns = RIGHT_TO_LEFT.test(text) ? [...ORDINARY, DIRECTION_MARKS] : ORDINARY;
  // By position, because what stands before a character says what it is.
  const ordinary = new Set(
    patterns.flatMap((pattern) => Array.from(text.matchAll(pattern), ({ index }) => index)),
  );
  return Array.from(text.matchAll(INVISIBLE))
    .filter(({ index }) => !ordinary.has(index))
    .map(([character]) => character);
}

/** `U+200B`. */
export function codePoint(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  return `U+${hex.padStart(4, "0")}`;
}
