import { blankText } from "./rewrite.ts";

/**
 * A program as models write it down, with what surrounds the code replaced by spaces: a byte order mark, a `#!` line,
 * the lines of a Markdown fence. Every character of the code stays where it is.
 */
export function blankWrapping(source: string): string {
  const text = source.replace(/^\uFEFF/, " ").replace(/^\s*#![^\n\r]*/, blankText);
  return blankFence(text);
}

/** A line of a text: from its first character to its line end, and where the next one begins. */
interface Line {
  start: number;
  end: number;
  next: number;
}

/** What a line that opens or closes a fenced block begins with, after white space. */
interface Fence {
  marker: string;
  length: number;
  /** Whether nothing follows it on the line, so that it can close a block. */
  isBare: boolean;
}

/** Only a text that begins with a fence is taken to be fenced: a right program may well hold fences in its strings. */
function blankFence(text: string): string {
  const leading = /^\s*/.exec(text)?.[0] ?? "";
  // A line end within `leading` belongs to it, so what follows is on the opening's own line.
  const [line] = linesFrom(text, leading.length);
  const opening = line === undefined ? null : fenceOn(text, line);
  if (line === undefined || opening === null || line.next === line.end) return text;
  const codeEnd = closingFence(text, line.next, opening);
  return (
    blankText(text.slice(0, line.next)) +
    text.slice(line.next, codeEnd) +
    blankText(text.slice(codeEnd))
  );
}

/** Where the last line starts that holds nothing but a fence at least as long; the text's end when there is none. */
function closingFence(text: string, from: number, opening: Fence): number {
  let end = text.length;
  for (const line of linesFrom(text, from)) {
    const fence = fenceOn(text, line);
    if (fence === null || fence.marker !== opening.marker || !fence.isBare) continue;
    if (fence.length >= opening.length) end = line.start;
  }
  return end;
}

/**
 * For a text that is no program as it stands: the one fenced block in it, everything else replaced by spaces.
 * @returns `null` when the text has no fenced block or several
 */
export function onlyFencedBlock(source: string): string | null {
  const fences: Line[] = [];
  for (const line of linesFrom(source, 0)) {
    if (fenceOn(source, line) !== null) fences.push(line);
  }
  const [opening, closing] = fences;
  if (fences.length !== 2 || opening === undefined || closing === undefined) return null;
  return (
    blankText(source.slice(0, opening.end)) +
    source.slice(opening.end, closing.start) +
    blankText(source.slice(closing.start))
  );
}

/** The lines of a text from an offset on. Searched for, not matched as a whole: no line is looked at twice. */
function* linesFrom(text: string, from: number): Generator<Line> {
  const lineEnd = /\r\n|[\n\r]/g;
  lineEnd.lastIndex = from;
  let start = from;
  for (let match = lineEnd.exec(text); match !== null; match = lineEnd.exec(text)) {
    yield { start, end: match.index, next: lineEnd.lastIndex };
    start = lineEnd.lastIndex;
  }
  yield { start, end: text.length, next: text.length };
}

/** Three or more backticks or tildes, then anything without a backtick (CommonMark 0.31, section 4.5). */
function fenceOn(text: string, line: Line): Fence | null {
  const content = text.slice(line.start, line.end).trim();
  const marker = content.charAt(0);
  if (marker !== "`" && marker !== "~") return null;
  let length = 1;
  while (content[length] === marker) length += 1;
  if (length < 3 || content.indexOf("`", length) !== -1) return null;
  return { marker, length, isBare: length === content.length };
}
