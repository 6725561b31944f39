/**
 * What can be said of a regular expression of `patternProperties` without running it: a server's expression never
 * runs on the main thread. Anchored literals are understood, everything else is opaque.
 */
export interface NamePattern {
  /** All names that match have this prefix, and (line terminators aside) all that have it match; `""` is every name, `null` is opaque or narrower than a prefix. */
  prefix: string | null;
  /** Whether a name matches; `undefined` where only running the expression would tell. */
  matches(name: string): boolean | undefined;
}

const OPAQUE: NamePattern = { prefix: null, matches: () => undefined };

const LITERAL =
  /^(?:[A-Za-z0-9_ :@#%&,;<>=~!"'`/\u00c0-\u024f\u0370-\u052f\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3-]|\\[-.^$*+?()[\]{}|/\\])*/;
const EVERYTHING = new Set(["", "^", ".*", "^.*", "(.*)", "^(.*)"]);
const ANY_TAIL = new Set(["", ".*"]);
/** `.` matches no line terminator: with `$` behind it, a name that has one does not match. */
const LINE_TERMINATOR = /[\n\r\u2028\u2029]/;

export function readPattern(source: string): NamePattern {
  if (EVERYTHING.has(source)) return { prefix: "", matches: () => true };
  if (!source.startsWith("^") || source.length > 256) return OPAQUE;
  const [escaped] = LITERAL.exec(source.slice(1)) as unknown as [string];
  const tail = source.slice(1 + escaped.length);
  const literal = escaped.replaceAll(/\\(.)/g, "$1");
  // A quantifier after the literal belongs to its last character.
  if (/^[*+?{]/.test(tail) || source.includes("|")) return OPAQUE;
  if (tail === "$") return { prefix: null, matches: (name) => name === literal };
  if (ANY_TAIL.has(tail)) return { prefix: literal, matches: (name) => name.startsWith(literal) };
  if (tail === ".*$") {
    return {
      prefix: literal,
      matches: (name) => name.startsWith(literal) && !LINE_TERMINATOR.test(name),
    };
  }
  return { prefix: null, matches: (name) => (name.startsWith(literal) ? undefined : false) };
}
