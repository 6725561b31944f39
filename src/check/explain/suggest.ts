import { editDistance } from "../../diagnostics/spelling.ts";
import { compareCodeUnits } from "../../json.ts";

/** Words that mean the same when they begin the name of a tool. */
const SYNONYMS: readonly ReadonlySet<string>[] = [
  new Set(["get", "fetch", "read", "retrieve", "load", "find", "list", "search", "query", "show"]),
  new Set(["create", "add", "new", "insert", "make", "open", "write"]),
  new Set(["delete", "remove", "destroy", "drop", "clear"]),
  new Set(["update", "edit", "set", "modify", "patch", "change"]),
  new Set(["send", "post", "publish", "message"]),
  new Set(["run", "execute", "call", "invoke", "start"]),
  new Set(["directory", "folder", "dir"]),
  new Set(["repo", "repository"]),
  new Set(["count", "limit", "max", "size", "per"]),
];

/** A second candidate is only worth naming when it is nearly as like as the best one. */
const CLOSE_TO_BEST = 0.8;

/**
 * The candidates most like a name that does not exist: by their words, verbs that mean the same, and spelling.
 * @param options.least 0 to 1: how alike a candidate must be
 */
export function bestMatches(
  name: string,
  candidates: readonly string[],
  options: { most: number; least: number },
): string[] {
  const scored = candidates
    .map((candidate) => ({ candidate, score: similarity(name, candidate) }))
    .sort((a, b) => b.score - a.score || compareCodeUnits(a.candidate, b.candidate));
  const least = Math.max(options.least, (scored[0]?.score ?? 0) * CLOSE_TO_BEST);
  return scored
    .filter(({ score }) => score >= least)
    .slice(0, options.most)
    .map(({ candidate }) => candidate);
}

/** How alike two names are, from 0 to 1. */
export function similarity(a: string, b: string): number {
  if (a === b) return 1;
  return Math.max(wordOverlap(a, b), spelling(a, b));
}

function wordOverlap(a: string, b: string): number {
  const wordsOfA = wordsOf(a);
  const wordsOfB = wordsOf(b);
  if (wordsOfA.length === 0 || wordsOfB.length === 0) return 0;
  let shared = 0;
  for (const word of wordsOfA) {
    if (wordsOfB.includes(word)) shared += 1;
    else if (wordsOfB.some((other) => areSynonyms(word, other))) shared += 0.6;
  }
  return Math.min(1, (2 * shared) / (wordsOfA.length + wordsOfB.length));
}

function areSynonyms(a: string, b: string): boolean {
  return SYNONYMS.some((group) => group.has(a) && group.has(b));
}

function wordsOf(name: string): string[] {
  return name
    .slice(0, 100)
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
    .map((word) => (word.length > 3 ? word.replace(/ies$/, "y").replace(/s$/, "") : word));
}

function spelling(a: string, b: string): number {
  const left = letters(a);
  const right = letters(b);
  const longest = Math.max(left.length, right.length);
  return longest === 0 ? 0 : 1 - editDistance(left, right) / longest;
}

function letters(name: string): string {
  return name
    .slice(0, 100)
    .toLowerCase()
    .replaceAll(/[_\-.]/g, "");
}
