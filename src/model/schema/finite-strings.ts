/**
 * The strings that a regular expression matches, where they are few: it is read, never run, because a server's expression
 * never runs on the main thread. Understood are characters, escapes, classes, groups, alternatives and small counts
 * between `^` and `$`; anything else, or more strings than a reader would want in a type, is `null`.
 */
export function finiteStrings(pattern: string): string[] | null {
  if (pattern.length > MAX_LENGTH || !/^\^[^]*\$$/.test(pattern)) return null;
  const reader: Reader = { text: pattern.slice(1, -1), at: 0 };
  try {
    const strings = readSequence(reader);
    return reader.at === reader.text.length ? [...new Set(strings)] : null;
  } catch (error) {
    if (error instanceof NotUnderstood) return null;
    throw error;
  }
}

const MAX_LENGTH = 256;
const MAX_STRINGS = 32;
/** Of all of them together, in UTF-16 units. */
const MAX_TEXT = 1024;

class NotUnderstood extends Error {}

interface Reader {
  readonly text: string;
  at: number;
}

function readAlternatives(reader: Reader): string[] {
  const strings = readSequence(reader);
  while (reader.text[reader.at] === "|") {
    reader.at += 1;
    strings.push(...readSequence(reader));
  }
  return bounded(strings);
}

function readSequence(reader: Reader): string[] {
  let strings = [""];
  for (;;) {
    const character = reader.text[reader.at];
    if (character === undefined || character === "|" || character === ")") return strings;
    const atom = readAtom(reader);
    const [least, most] = readCount(reader);
    const repeated: string[] = [];
    let heads = strings;
    for (let count = 0; count <= most; count += 1) {
      if (count > 0) heads = heads.flatMap((head) => bounded(atom.map((end) => `${head}${end}`)));
      if (count >= least) repeated.push(...bounded(heads));
    }
    strings = bounded(repeated);
  }
}

/** How often an atom may stand: `?`, `{2}`, `{0,2}`, or once. */
function readCount(reader: Reader): [least: number, most: number] {
  const [counted] = /^(?:\?|\{\d(?:,\d)?\})/.exec(reader.text.slice(reader.at)) ?? [""];
  reader.at += counted.length;
  if (/^[*+?{]/.test(reader.text.slice(reader.at))) throw new NotUnderstood();
  if (counted === "") return [1, 1];
  if (counted === "?") return [0, 1];
  const least = Number(counted[1]);
  const most = counted.includes(",") ? Number(counted[3]) : least;
  if (most < least) throw new NotUnderstood();
  return [least, most];
}

function readAtom(reader: Reader): string[] {
  const character = reader.text[reader.at] as string;
  reader.at += 1;
  if (character === "\\") return readEscape(reader);
  if (character === "[") return readClass(reader);
  if (character === "(") {
    if (reader.text.startsWith("?:", reader.at)) reader.at += 2;
    if (reader.text[reader.at] === "?") throw new NotUnderstood();
    const strings = readAlternatives(reader);
    if (reader.text[reader.at] !== ")") throw new NotUnderstood();
    reader.at += 1;
    return strings;
  }
  if (/[.*+?{}\]^$]/.test(character)) throw new NotUnderstood();
  return [character];
}

const DIGITS = range("0", "9");
/** ECMA-262's white space and line terminators. */
const SPACES = Array.from(
  "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff",
);
const ESCAPES = new Map([
  ["d", DIGITS],
  ["s", SPACES],
  ["t", ["\t"]],
  ["n", ["\n"]],
  ["r", ["\r"]],
  ["v", ["\v"]],
  ["f", ["\f"]],
]);

/** What stands behind a backslash. */
function readEscape(reader: Reader): string[] {
  const rest = reader.text.slice(reader.at);
  const coded = /^(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|c([A-Za-z]))/.exec(rest);
  if (coded !== null) {
    reader.at += coded[0].length;
    const [, short, long, control] = coded;
    if (control !== undefined) return [String.fromCharCode(control.charCodeAt(0) % 32)];
    return [String.fromCharCode(Number.parseInt(short ?? long ?? "", 16))];
  }
  const character = rest.charAt(0);
  reader.at += 1;
  const known = ESCAPES.get(character);
  if (known !== undefined) return known;
  if (!/[-.^$*+?()[\]{}|/\\]/.test(character)) throw new NotUnderstood();
  return [character];
}

/** `[a-c_]` without what it excludes or what counts as two UTF-16 units. */
function readClass(reader: Reader): string[] {
  if (reader.text[reader.at] === "^") throw new NotUnderstood();
  const members: string[] = [];
  for (;;) {
    const first = readMember(reader);
    if (first === null) return bounded(members);
    const isRange = reader.text[reader.at] === "-" && reader.text[reader.at + 1] !== "]";
    if (!isRange) {
      members.push(...first);
      continue;
    }
    reader.at += 1;
    const last = readMember(reader);
    if (last === null || first.length !== 1 || last.length !== 1) throw new NotUnderstood();
    members.push(...bounded(range(first[0] as string, last[0] as string)));
  }
}

/** `null` at the end of the class. */
function readMember(reader: Reader): string[] | null {
  const character = reader.text[reader.at];
  if (character === undefined || /[\ud800-\udfff]/.test(character)) throw new NotUnderstood();
  reader.at += 1;
  if (character === "]") return null;
  return character === "\\" ? readEscape(reader) : [character];
}

function range(first: string, last: string): string[] {
  const [from, to] = [first.charCodeAt(0), last.charCodeAt(0)];
  if (to < from || to - from > 255) throw new NotUnderstood();
  return Array.from({ length: to - from + 1 }, (_, index) => String.fromCharCode(from + index));
}

function bounded(strings: string[]): string[] {
  if (strings.length > MAX_STRINGS || strings.join("").length > MAX_TEXT) throw new NotUnderstood();
  return strings;
}
