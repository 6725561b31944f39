import { compareCodeUnits } from "../json.ts";
import type { ServerModel, ToolModel } from "../model/types.ts";
import { firstSentence } from "./prompt-text.ts";
import { renderSignature } from "./tool-declaration.ts";

export interface ToolHit {
  /** The server's name in programs. */
  server: string;
  /** The tool's name in programs. */
  tool: string;
  /** On one line: parameters and result. */
  signature: string;
  /** The first sentence of its description. */
  summary: string;
}

export interface ToolSearch {
  /**
   * Tools whose names and descriptions have words of the query, best first. No query: the first tools by name.
   * @param limit default 10
   */
  search(query: string, limit?: number): ToolHit[];
}

interface Entry {
  server: ServerModel;
  tool: ToolModel;
  nameWords: ReadonlySet<string>;
  docWords: ReadonlySet<string>;
}

/** A word in the name says more than one in the description, and a rare word more than a common one. */
const NAME_WEIGHT = 4;
const MAX_QUERY_WORDS = 32;

/** An index over the tools of an SDK. */
export function createToolSearch(servers: readonly ServerModel[]): ToolSearch {
  const entries = servers.flatMap((server) =>
    server.tools.map((tool): Entry => ({
      server,
      tool,
      nameWords: new Set(wordsOf(`${server.name} ${tool.name} ${tool.wireName}`)),
      docWords: new Set(wordsOf(tool.doc.text)),
    })),
  );
  return {
    search: (query, limit = 10) => {
      const words = [...new Set(wordsOf(query))].slice(0, MAX_QUERY_WORDS);
      const weights = new Map(words.map((word) => [word, rarity(word, entries)]));
      return entries
        .map((entry) => ({ entry, score: scoreOf(entry, weights) }))
        .filter(({ score }) => words.length === 0 || score > 0)
        .toSorted((a, b) => b.score - a.score || compareEntries(a.entry, b.entry))
        .slice(0, limit)
        .map(({ entry }) => toHit(entry));
    },
  };
}

function scoreOf(entry: Entry, weights: ReadonlyMap<string, number>): number {
  let score = 0;
  for (const [word, weight] of weights) {
    if (has(entry.nameWords, word)) score += weight * NAME_WEIGHT;
    else if (has(entry.docWords, word)) score += weight;
  }
  return score;
}

function rarity(word: string, entries: readonly Entry[]): number {
  const count = entries.filter(
    (entry) => has(entry.nameWords, word) || has(entry.docWords, word),
  ).length;
  return Math.log(1 + entries.length / (1 + count));
}

/** The word itself, or one that begins with it: `repo` finds `repository`. */
function has(words: ReadonlySet<string>, word: string): boolean {
  if (words.has(word)) return true;
  return word.length >= 3 && [...words].some((other) => other.startsWith(word));
}

/** Lower case, singular; `listIssues` and `list_issues` are two words each. */
function wordsOf(text: string): string[] {
  const apart = text.replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();
  const words: string[] = apart.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.map((word) => (/[^s]s$/.test(word) && word.length > 3 ? word.slice(0, -1) : word));
}

function compareEntries(a: Entry, b: Entry): number {
  return (
    compareCodeUnits(a.server.name, b.server.name) || compareCodeUnits(a.tool.name, b.tool.name)
  );
}

function toHit({ server, tool }: Entry): ToolHit {
  return {
    server: server.name,
    tool: tool.name,
    signature: renderSignature(tool),
    summary: firstSentence(tool.doc, 200),
  };
}
