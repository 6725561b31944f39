import { createDiagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json.ts";
import { MAX_LIST_SIZE, MAX_PAGES, MAX_TOOLS, measureJson } from "./limits.ts";
import { safeLine } from "./text.ts";

/** One of the lists that a server has: of tools, and of what there is beside them. */
export interface EntryList {
  /** Member of the answer, and of the catalog. */
  member: "tools" | "prompts" | "resources" | "resourceTemplates";
  method: string;
  /** Member of an entry that names it. */
  key: "name" | "uri" | "uriTemplate";
  one: string;
  many: string;
}

/** By their members. */
export const LISTS: Readonly<Record<EntryList["member"], EntryList>> = {
  tools: { member: "tools", method: "tools/list", key: "name", one: "tool", many: "tools" },
  prompts: {
    member: "prompts",
    method: "prompts/list",
    key: "name",
    one: "prompt",
    many: "prompts",
  },
  resources: {
    member: "resources",
    method: "resources/list",
    key: "uri",
    one: "resource",
    many: "resources",
  },
  resourceTemplates: {
    member: "resourceTemplates",
    method: "resources/templates/list",
    key: "uriTemplate",
    one: "resource template",
    many: "resource templates",
  },
};

export interface Listing {
  /** Verbatim, in the order they came; what is too deep or too large to keep is left out. */
  entries: JsonValue[];
  /** What was left out and why: never silently. */
  diagnostics: Diagnostic[];
}

/** Asks for one page of a list. */
export type PageReader = (cursor: string | null) => Promise<JsonObject>;

/** Why a listing ended before the server said so. */
class Shape extends Error {
  override readonly name = "ListingShapeError";
}

/**
 * Reads all pages of a list (specification, "Pagination"), bounded in pages, entries and size.
 *
 * @throws Error when a page has no array of entries; what `readPage` throws
 */
export async function listEntries(
  server: string,
  list: EntryList,
  readPage: PageReader,
): Promise<Listing> {
  const entries: JsonValue[] = [];
  const diagnostics: Diagnostic[] = [];
  const cursors = new Set<string>();
  const { many } = list;
  let size = 0;
  const capped = (why: string): Listing => {
    const message = `Server \`${server}\`: ${why}; ${entries.length} ${many} were read, the rest is left out.`;
    diagnostics.push(createDiagnostic("SERVER_LIST_CAPPED", message, { location: { server } }));
    return { entries, diagnostics };
  };
  let cursor: string | null = null;
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const result: JsonObject = await readPage(cursor);
    const read = Object.hasOwn(result, list.member) ? result[list.member] : undefined;
    if (!Array.isArray(read)) throw new Shape(`the list of ${many} is not an array`);
    for (const [index, entry] of read.entries()) {
      if (entries.length >= MAX_TOOLS) return capped(`it lists more than ${MAX_TOOLS} ${many}`);
      const measured = measureJson(entry);
      if (!measured.ok) {
        diagnostics.push(droppedEntry(server, list, entry, index, measured.problem));
        continue;
      }
      size += measured.size;
      if (size > MAX_LIST_SIZE) return capped(`its list of ${many} is too large`);
      entries.push(entry);
    }
    const next = result["nextCursor"];
    if (typeof next !== "string" || next === "") return { entries, diagnostics };
    if (cursors.has(next)) return capped(`its list of ${many} goes round in circles`);
    cursors.add(next);
    cursor = next;
  }
  return capped(`its list of ${many} has more than ${MAX_PAGES} pages`);
}

function droppedEntry(
  server: string,
  list: EntryList,
  entry: JsonValue,
  index: number,
  problem: string,
): Diagnostic {
  const name = entryName(list, entry);
  const named = name !== null && name.length <= 200;
  const label = named ? `\`${safeLine(name)}\`` : `at index ${index}`;
  return createDiagnostic(
    "SERVER_TOOL_DROPPED",
    `Server \`${server}\`: the definition of the ${list.one} ${label} is ${problem}; the ${list.one} was left out.`,
    { location: { server, ...(named ? { tool: name } : {}) } },
  );
}

/** What an entry is called; `null` where it says nothing that can be used. */
export function entryName({ key }: EntryList, entry: JsonValue): string | null {
  const name = isJsonObject(entry) && Object.hasOwn(entry, key) ? entry[key] : undefined;
  return typeof name === "string" ? name : null;
}
