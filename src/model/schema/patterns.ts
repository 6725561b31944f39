/**
 * What can be said of a regular expression of `patternProperties` without running it: a server's expression never
 * runs on the main thread. Anchored literals are understood, everything else is opaque.
 */
export interface NamePattern {
  /**
   * A text that every name that matches has, at its beginning or anywhere; `""` says nothing. When it is `exact`, every
   * name that has it matches (line terminators aside).
   */
  text: string;
  anywhere: boolean;
  exact: boolean;
  /** Whether a name matches; `undefined` where only running the expression would tell. */
  matches(name: string): boolean | undefined;
}

const OPAQUE: NamePattern = { text: "", anywhere: true, exact: false, matches: () => undefined };
const EVERY_NAME: NamePattern = { text: "", anywhere: true, exact: true, matches: () => true };

export function matchesEveryName(pattern: NamePattern): boolean {
  return pattern === EVERY_NAME;
}

const LITERAL =
  /^(?:[A-Za-z0-9_ :@#%&,;<>=~!"'`/\u00c0-\u024f\u0370-\u052f\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3-]|\\[-.^$*+?()[\]{}|/\\])*/;
const EVERYTHING = new Set(["", "^", ".*", "^.*", "(.*)", "^(.*)"]);
const ANY_TAIL = new Set(["", ".*"]);
/** `.` matches no line terminator: with `$` behind it, a name that has one does not match. */
const LINE_TERMINATOR = /[\n\r\u2028\u2029]/;

/** One character of a kind, and then a text. */
const KIND_THEN = /^(?:\\[dwsDWS]|\\p\{\w{1,40}\})/;

export function readPattern(source: string): NamePattern {
  if (EVERYTHING.has(source)) return EVERY_NAME;
  if (source.length > 256 || source.includes("|")) return OPAQUE;
  return source.startsWith("^") ? readAnchored(source) : readUnanchored(source);
}

/** @param source begins with `^` */
function readAnchored(source: string): NamePattern {
  const { text, tail } = readText(source.slice(1));
  const begins: NamePattern = {
    text,
    anywhere: false,
    exact: true,
    matches: (name) => name.startsWith(text),
  };
  // A quantifier after the text belongs to its last character.
  if (/^[*+?{]/.test(tail)) return OPAQUE;
  if (tail === "$") return { ...begins, exact: false, matches: (name) => name === text };
  if (ANY_TAIL.has(tail)) return begins;
  if (tail === ".*$") {
    return { ...begins, matches: (name) => name.startsWith(text) && !LINE_TERMINATOR.test(name) };
  }
  return {
    ...begins,
    exact: false,
    matches: (name) => (name.startsWith(text) ? undefined : false),
  };
}

/** An expression without `^` matches a name that has what it describes anywhere in it. */
function readUnanchored(source: string): NamePattern {
  const kind = KIND_THEN.exec(source)?.[0] ?? "";
  const { text, tail } = readText(source.slice(kind.length));
  if (kind !== "") return tail === "" ? containing(text, false) : OPAQUE;
  if (ANY_TAIL.has(tail)) return containing(text, true);
  // `ab*`: an `a`, whatever follows; `a*`: nothing at all, which every name has.
  if (tail !== "*" || text === "" || isLowSurrogate(text)) return OPAQUE;
  return text.length === 1 ? EVERY_NAME : containing(text.slice(0, -1), true);
}

function containing(text: string, exact: boolean): NamePattern {
  const otherwise = exact ? true : undefined;
  return {
    text,
    anywhere: true,
    exact,
    matches: (name) => (name.includes(text) ? otherwise : false),
  };
}

function isLowSurrogate(text: string): boolean {
  return /[\ud800-\udfff]$/.test(text);
}

function readText(source: string): { text: string; tail: string } {
  const [escaped] = LITERAL.exec(source) as unknown as [string];
  return { text: escaped.replaceAll(/\\(.)/g, "$1"), tail: source.slice(escaped.length) };
}
