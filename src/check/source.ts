import { blankText } from "./rewrite.ts";

/**
 * A program as models write it down, with what surrounds the code replaced by spaces: a byte order mark, a `#!` line,
 * the lines of a Markdown fence. Every character of the code stays where it is.
 */
export function blankWrapping(source: string): string {
  const text = source.replace(/^\uFEFF/, " ").replace(/^\s*#![^\n\r]*/, blankText);
  return blankFence(text);
}

const OPENING = /^[ \t]*(`{3,}|~{3,})[^\n\r`]*(?:\r\n|[\n\r])/;

/** Only a text that begins with a fence is taken to be fenced: a right program may well hold fences in its strings. */
function blankFence(text: string): string {
  const leading = /^\s*/.exec(text)?.[0] ?? "";
  const opening = OPENING.exec(text.slice(leading.length));
  if (opening === null) return text;
  const fence = opening[1] as string;
  const codeStart = leading.length + opening[0].length;
  const codeEnd = closingFence(text, codeStart, fence);
  return (
    blankText(text.slice(0, codeStart)) +
    text.slice(codeStart, codeEnd) +
    blankText(text.slice(codeEnd))
  );
}

/** Where the last line starts that holds nothing but a fence at least as long; the text's end when there is none. */
function closingFence(text: string, from: number, fence: string): number {
  const closing = new RegExp(`^[ \\t]*\\${fence[0] as string}{${fence.length},}[ \\t]*$`, "gm");
  const offsets = [...text.slice(from).matchAll(closing)].map((match) => from + match.index);
  return offsets.at(-1) ?? text.length;
}

const FENCED = /^[ \t]*(`{3,}|~{3,})[^\n\r`]*$/gm;

/**
 * For a text that is no program as it stands: the one fenced block in it, everything else replaced by spaces.
 * @returns `null` when the text has no fenced block or several
 */
export function onlyFencedBlock(source: string): string | null {
  const fences = [...source.matchAll(FENCED)];
  const [opening, closing] = fences;
  if (fences.length !== 2 || opening === undefined || closing === undefined) return null;
  const start = opening.index + opening[0].length;
  return (
    blankText(source.slice(0, start)) +
    source.slice(start, closing.index) +
    blankText(source.slice(closing.index))
  );
}
