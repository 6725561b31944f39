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

/** East Asian Width W and F (Unicode 17, UAX 11), and emoji that are wide with a skin tone. */
const WIDE =
  /[\u1100-\u115e\u231a\u231b\u2329\u232a\u23e9-\u23ec\u23f0\u23f3\u25fd\u25fe\u2614\u2615\u261d\u2630-\u2637\u2648-\u2653\u267f\u268a-\u268f\u2693\u26a1\u26aa\u26ab\u26bd\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26f9\u26fa\u26fd\u2705\u270a-\u270d\u2728\u274c\u274e\u2753-\u2755\u2757\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55\u2e80-\u2e99\u2e9b-\u2ef3\u2f00-\u2fd5\u2ff0-\u3029\u302e-\u303e\u3041-\u3096\u309b-\u30ff\u3105-\u312f\u3131-\u318e\u3190-\u31e5\u31ef-\u321e\u3220-\u3247\u3250-\ua48c\ua490-\ua4c6\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe52\ufe54-\ufe66\ufe68-\ufe6b\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{16fe3}\u{16ff0}-\u{16ff6}\u{17000}-\u{18cda}\u{18cff}-\u{18d20}\u{18d80}-\u{18df2}\u{18e00}-\u{19191}\u{191a0}-\u{191d2}\u{1aff0}-\u{1aff3}\u{1aff5}-\u{1affb}\u{1affd}\u{1affe}\u{1b000}-\u{1b128}\u{1b132}\u{1b150}-\u{1b152}\u{1b155}\u{1b164}-\u{1b168}\u{1b170}-\u{1b2fb}\u{1d300}-\u{1d356}\u{1d360}-\u{1d376}\u{1f004}\u{1f0cf}\u{1f18e}\u{1f191}-\u{1f19a}\u{1f1ae}\u{1f200}-\u{1f202}\u{1f210}-\u{1f23b}\u{1f240}-\u{1f248}\u{1f250}\u{1f251}\u{1f260}-\u{1f265}\u{1f300}-\u{1f320}\u{1f32d}-\u{1f335}\u{1f337}-\u{1f37c}\u{1f37e}-\u{1f393}\u{1f3a0}-\u{1f3cc}\u{1f3cf}-\u{1f3d3}\u{1f3e0}-\u{1f3f0}\u{1f3f4}\u{1f3f8}-\u{1f43e}\u{1f440}\u{1f442}-\u{1f4fc}\u{1f4ff}-\u{1f53d}\u{1f54b}-\u{1f54e}\u{1f550}-\u{1f567}\u{1f574}\u{1f575}\u{1f57a}\u{1f590}\u{1f595}\u{1f596}\u{1f5a4}\u{1f5fb}-\u{1f64f}\u{1f680}-\u{1f6c5}\u{1f6cc}\u{1f6d0}-\u{1f6d2}\u{1f6d5}-\u{1f6d9}\u{1f6dc}-\u{1f6df}\u{1f6eb}\u{1f6ec}\u{1f6f4}-\u{1f6fc}\u{1f7da}\u{1f7e0}-\u{1f7eb}\u{1f7f0}\u{1f90c}-\u{1f93a}\u{1f93c}-\u{1f945}\u{1f947}-\u{1f9ff}\u{1fa70}-\u{1fa7c}\u{1fa80}-\u{1fac6}\u{1fac8}\u{1facc}-\u{1fadd}\u{1fadf}-\u{1faeb}\u{1faef}-\u{1fafa}\u{20000}-\u{2fffd}\u{30000}-\u{3fffd}]/gu;
const ZERO_WIDTH = /[\p{Mn}\p{Me}]/gu;
/** Keycaps, and skin tones, which are part of the emoji before them. */
const SEQUENCES: readonly [RegExp, string][] = [
  [/[#*0-9]\u20e3/g, "  "],
  [/(?<=\p{Emoji_Modifier_Base})[\u{1f3fb}-\u{1f3ff}]/gu, ""],
];

/** Columns of a text, counted as prettier counts them: two for wide characters, none for combining ones. */
export function displayWidth(text: string): number {
  if (isPrintableAscii(text)) return text.length;
  let narrowed = text;
  for (const [sequence, columns] of SEQUENCES) narrowed = narrowed.replaceAll(sequence, columns);
  narrowed = narrowed.replaceAll(WIDE, "  ").replaceAll(ZERO_WIDTH, "");
  return Array.from(narrowed).length;
}
