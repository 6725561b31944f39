import { escapeUnits, INVISIBLE, isPrintableAscii } from "./invisible.ts";
import { isIdentifier } from "./mangle.ts";
import type { IndexNode } from "./types.ts";

/** `</` would end a script element, should the source ever stand in one. */
const MARKUP = /<(?=[/!])/g;

/**
 * A string literal with this value, in the quotes that need fewer escapes (double ones if equal), as prettier writes
 * it. It has no line terminator, no invisible character and no unpaired surrogate.
 */
export function stringLiteral(value: string): string {
  const doubles = value.split('"').length;
  const singles = value.split("'").length;
  const quote = doubles > singles ? "'" : '"';
  const body = value
    .replaceAll("\\", "\\\\")
    .replaceAll(quote, `\\${quote}`)
    .replaceAll(INVISIBLE, escapeCharacter)
    .replaceAll(MARKUP, "\\u003c");
  return `${quote}${body}${quote}`;
}

const SHORT_ESCAPES = new Map([
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);

function escapeCharacter(text: string): string {
  return SHORT_ESCAPES.get(text) ?? escapeUnits(text);
}

/** A number as prettier writes it: no `+` in the exponent. JSON has no other form that differs. */
export function numberLiteral(value: number): string {
  return String(value).replace("e+", "e");
}

/** Letters that every TypeScript and every Node take for letters: Latin, Greek, Cyrillic, Kana, Han, Hangul. */
const SETTLED_IDENTIFIER =
  /^[A-Za-z_$\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f\u0391-\u03a1\u03a3-\u03c9\u0410-\u044f\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fa5\uac00-\ud7a3][A-Za-z0-9_$\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f\u0391-\u03a1\u03a3-\u03c9\u0410-\u044f\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fa5\uac00-\ud7a3]*$/;

/**
 * A property's name: quoted where it is no identifier. Where that depends on the version of Unicode the other letters
 * are escaped, so that no formatter takes the quotes off again.
 */
export function propertyKey(name: string): string {
  if (isIdentifier(name) || SETTLED_IDENTIFIER.test(name)) return name;
  const literal = stringLiteral(name);
  return /[^\w$\u0080-\uffff]/.test(name)
    ? literal
    : literal.replaceAll(/[^\0-\x7f]/g, escapeUnits);
}

/** The key of an index signature: `[key: string]`, or a template literal with a text at the beginning or anywhere. */
export function indexKey({ prefix, anywhere }: Pick<IndexNode, "prefix" | "anywhere">): string {
  if (prefix === null) return "[key: string]";
  const lead = anywhere === true ? "${string}" : "";
  return `[key: \`${lead}${templateText(prefix)}\${string}\`]`;
}

function templateText(text: string): string {
  return text
    .replaceAll("\\", "\\\\")
    .replaceAll("`", "\\`")
    .replaceAll("${", "\\${")
    .replaceAll(INVISIBLE, escapeCharacter)
    .replaceAll(MARKUP, "\\u003c");
}

const WIDE =
  /[\u1100-\u115f\u231a\u231b\u2329\u232a\u23e9-\u23ec\u23f0\u23f3\u25fd\u25fe\u2614\u2615\u2648-\u2653\u267f\u2693\u26a1\u26aa\u26ab\u26bd\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705\u270a\u270b\u2728\u274c\u274e\u2753-\u2755\u2757\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6b\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18cff}\u{1aff0}-\u{1b2fb}\u{1f000}-\u{1faff}\u{20000}-\u{3fffd}]/gu;

/** Columns of a text, counted as prettier counts them: two for wide characters, none for combining ones. */
export function displayWidth(text: string): number {
  if (isPrintableAscii(text)) return text.length;
  const narrowed = text.replaceAll(WIDE, "  ").replaceAll(/[\u0300-\u036f]/g, "");
  return Array.from(narrowed).length;
}
