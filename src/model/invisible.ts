/**
 * Characters that no reader sees and a model or a compiler does: controls, bidirectional and other formatting,
 * zero-width and filler characters, variation selectors, tag characters, line separators, unpaired surrogates.
 */
export const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;

/** The quick answer for nearly every text. */
export function isPrintableAscii(text: string): boolean {
  return PRINTABLE_ASCII.test(text);
}

/** The text with each of its invisible characters as `\uXXXX`, so that it can be shown. */
export function revealInvisible(text: string): string {
  return isPrintableAscii(text) ? text : text.replaceAll(INVISIBLE, escapeUnits);
}

/** `\uXXXX` of each UTF-16 unit. */
export function escapeUnits(text: string): string {
  return Array.from({ length: text.length }, (_, index) => {
    const unit = text.charCodeAt(index).toString(16);
    return `\\u${unit.padStart(4, "0")}`;
  }).join("");
}
