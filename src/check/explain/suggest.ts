import { editDistance } from "../../diagnostics/spelling.ts";
import { compareCodeUnits } from "../../json.ts";

/**
 * How one name is like another, the surest first: the same letters in another spelling (`listIssues`), a few letters
 * wrong (`list_isues`), words that mean the same (`fetch_issues`), or some of the words (`type` for `entityType`).
 */
export type Likeness = "letters" | "spelling" | "words" | "part";

export interface Match {
  name: string;
  likeness: Likeness;
}

/** Verbs that mean the same when they name what a tool does; two of different groups never mean each other. */
const VERBS: readonly ReadonlySet<string>[] = [
  new Set(
    "get fetch read retrieve load find list search query show view lookup browse open".split(" "),
  ),
  new Set("create add new insert make open write save store put register".split(" ")),
  new Set("delete remove destroy drop clear erase unlink rm".split(" ")),
  new Set("update edit set modify patch change".split(" ")),
  new Set("send post publish message".split(" ")),
  new Set("run execute call invoke start trigger".split(" ")),
  new Set("move rename mv".split(" ")),
  new Set("copy duplicate clone cp".split(" ")),
  new Set("append".split(" ")),
  new Set("close".split(" ")),
  new Set("merge".split(" ")),
];

/** Things that have several names. */
const NOUNS: readonly ReadonlySet<string>[] = [
  new Set(["directory", "folder", "dir"]),
  new Set(["repo", "repository"]),
  new Set(["pr", "pull"]),
  new Set(["org", "organization", "organisation"]),
  new Set(["env", "environment"]),
  new Set(["info", "information", "detail", "metadata"]),
  new Set(["message", "msg"]),
];

/** Commands of a shell, functions of Node and short forms, whose names are no words. */
const COMMANDS: ReadonlyMap<string, readonly string[]> = new Map([
  ["mkdir", ["create", "directory"]],
  ["ls", ["list", "directory"]],
  ["readdir", ["list", "directory"]],
  ["listdir", ["list", "directory"]],
  ["cat", ["read", "file"]],
  ["stat", ["get", "file", "info"]],
  ["grep", ["search", "file"]],
  ["glob", ["search", "file"]],
  ["prs", ["pull", "request"]],
]);

/** Whole names that mean the same, by their letters: mostly of parameters and fields. */
const PHRASES: readonly ReadonlySet<string>[] = [
  new Set("limit count max maxresults perpage pagesize first top".split(" ")),
  new Set("query q search searchterm searchquery keyword keywords term".split(" ")),
  new Set("path file filename filepath pathname dir directory folder uri".split(" ")),
  new Set("from source src sourcepath oldpath start".split(" ")),
  new Set("to destination dest target dst destinationpath newpath end".split(" ")),
  new Set("content contents text body data".split(" ")),
  new Set("owner user username org".split(" ")),
  new Set("repo repository reponame project".split(" ")),
  new Set("state status".split(" ")),
  new Set("city location place".split(" ")),
  new Set("name title label".split(" ")),
  new Set("type kind".split(" ")),
];

/** A further candidate is only worth naming when it is nearly as like as the best one. */
const CLOSE_TO_BEST = 0.8;

/** The longest name that is looked at, in characters. */
const MAX_NAME = 100;

/**
 * The candidates that a name that does not exist may mean, all of one likeness: the surest there is. Empty when nothing
 * is like it, which is worth saying too.
 * @returns best first
 */
export function matchesOf(name: string, candidates: readonly string[]): Match[] {
  const wanted = nameOf(name);
  const all = candidates.map((candidate) => ({ candidate, to: nameOf(candidate) }));
  for (const likeness of LIKENESSES) {
    const like = all.filter(({ to }) => IS_LIKE[likeness](wanted, to));
    if (like.length === 0) continue;
    return like
      .map(({ candidate, to }) => ({ candidate, score: scoreOf(wanted, to) }))
      .sort((a, b) => b.score - a.score || compareCodeUnits(a.candidate, b.candidate))
      .map(({ candidate }) => ({ name: candidate, likeness }));
  }
  return [];
}

/** The one candidate that a name surely enough means to be proposed in its place; `null` when there is none. */
export function meantName(name: string, candidates: readonly string[]): string | null {
  const [best, second] = matchesOf(name, candidates);
  if (best === undefined) return null;
  return best.likeness !== "part" || second === undefined ? best.name : null;
}

/** Whether a name is another one, only written otherwise. */
export function isSpelling(name: string, meant: string | null): boolean {
  const likeness = meant === null ? undefined : matchesOf(name, [meant])[0]?.likeness;
  return likeness === "letters" || likeness === "spelling";
}

/**
 * The candidates most like a name, by words and spelling. For lists in which a reader looks for what was meant: none of
 * them need be it.
 * @param options.least 0 to 1: how alike a candidate must be
 * @param options.ofBest 0 to 1: how alike compared with the best one; default 0.8
 */
export function bestMatches(
  name: string,
  candidates: readonly string[],
  options: { most: number; least: number; ofBest?: number },
): string[] {
  const scored = candidates
    .map((candidate) => ({ candidate, score: similarity(name, candidate) }))
    .sort((a, b) => b.score - a.score || compareCodeUnits(a.candidate, b.candidate));
  const least = Math.max(
    options.least,
    (scored[0]?.score ?? 0) * (options.ofBest ?? CLOSE_TO_BEST),
  );
  return scored
    .filter(({ score }) => score >= least)
    .slice(0, options.most)
    .map(({ candidate }) => candidate);
}

/** How alike two names are, from 0 to 1. */
export function similarity(a: string, b: string): number {
  return a === b ? 1 : scoreOf(nameOf(a), nameOf(b));
}

interface Name {
  /** Without case, `_`, `-` and `.`. */
  letters: string;
  /** In lower case and singular. */
  words: readonly string[];
  /** Whether the last word means several. */
  isPlural: boolean;
}

const LIKENESSES: readonly Likeness[] = ["letters", "spelling", "words", "part"];

const IS_LIKE: Record<Likeness, (a: Name, b: Name) => boolean> = {
  letters: (a, b) => a.letters === b.letters && a.letters !== "",
  spelling: isMisspelt,
  words: (a, b) => haveSameWords(a, b) || areOneOf(PHRASES, a.letters, b.letters),
  part: isPart,
};

function nameOf(name: string): Name {
  const short = name.slice(0, MAX_NAME);
  const written = short
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
  const words = written.flatMap((word) => COMMANDS.get(word) ?? [singular(word)]);
  return {
    letters: short.toLowerCase().replaceAll(/[_\-. ]/g, ""),
    words,
    isPlural: /[^s]s$/.test(written.at(-1) ?? ""),
  };
}

function singular(word: string): string {
  if (word.length <= 3) return word;
  return word.replace(/ies$/, "y").replace(/(?<=[^s])s$/, "");
}

function isMisspelt(a: Name, b: Name): boolean {
  if (contradict(a, b)) return false;
  if (isInflected(a.letters, b.letters) || isInflected(b.letters, a.letters)) return true;
  const shorter = Math.min(a.letters.length, b.letters.length);
  if (shorter < 3) return false;
  const most = shorter < 8 ? 1 : shorter < 15 ? 2 : 3;
  if (Math.abs(a.letters.length - b.letters.length) > most) return false;
  return editDistance(a.letters, b.letters) <= most;
}

/** `opened` for `open`, `pending` for `pend`. */
function isInflected(long: string, short: string): boolean {
  return (
    short.length >= 3 &&
    long.startsWith(short) &&
    /^(?:e?d|ing|e?s)$/.test(long.slice(short.length))
  );
}

/** Whether two names say different things however alike they look: `get_me` and `set_me`, `list_v1` and `list_v2`. */
function contradict(a: Name, b: Name): boolean {
  const digits = (name: Name): string => name.letters.replaceAll(/\D/g, "");
  if (digits(a) !== digits(b)) return true;
  const ofA = a.words.filter((word) => !b.words.includes(word));
  const ofB = b.words.filter((word) => !a.words.includes(word));
  const verbsOfB = ofB.filter(isVerb);
  return ofA.some(
    (word) => isVerb(word) && verbsOfB.length > 0 && !verbsOfB.some((other) => mean(word, other)),
  );
}

function isVerb(word: string): boolean {
  return VERBS.some((group) => group.has(word));
}

function mean(a: string, b: string): boolean {
  return a === b || areOneOf(VERBS, a, b) || areOneOf(NOUNS, a, b);
}

function areOneOf(groups: readonly ReadonlySet<string>[], a: string, b: string): boolean {
  return groups.some((group) => group.has(a) && group.has(b));
}

/**
 * Whether each word of one means a word of the other, in any order. With another verb the number has to be the same:
 * `fetch_issues` may mean `list_issues`, but `list_files` never means `read_file`.
 */
function haveSameWords(a: Name, b: Name): boolean {
  if (a.words.length !== b.words.length || !isWithin(a.words, b.words)) return false;
  const isOtherVerb = a.words.some((word) => isVerb(word) && !b.words.includes(word));
  return a.words.length > 1 && (!isOtherVerb || a.isPlural === b.isPlural);
}

function isWithin(few: readonly string[], many: readonly string[]): boolean {
  const left = [...many];
  return few.every((word) => {
    const exact = left.indexOf(word);
    const at = exact === -1 ? left.findIndex((other) => mean(word, other)) : exact;
    if (at !== -1) left.splice(at, 1);
    return at !== -1;
  });
}

/** Whether the words of one are among those of the other, where at least one of them is more than a verb or the same. */
function isPart(a: Name, b: Name): boolean {
  const [few, many] = a.words.length < b.words.length ? [a.words, b.words] : [b.words, a.words];
  if (few.length === 0 || !isWithin(few, many)) return false;
  return few.some((word) => many.includes(word) && word.length > 1);
}

function scoreOf(a: Name, b: Name): number {
  const longest = Math.max(a.letters.length, b.letters.length);
  const spelling = longest === 0 ? 0 : 1 - editDistance(a.letters, b.letters) / longest;
  return Math.max(wordOverlap(a.words, b.words), spelling);
}

function wordOverlap(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return 0;
  let shared = 0;
  for (const word of a) {
    if (b.includes(word)) shared += 1;
    else if (b.some((other) => mean(word, other))) shared += 0.6;
  }
  return Math.min(1, (2 * shared) / (a.length + b.length));
}
