import { createDiagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json.ts";
import { MAX_LIST_SIZE, MAX_PAGES, MAX_TOOLS, measureJson } from "./limits.ts";
import { safeLine } from "./text.ts";

export interface ToolListing {
  /** Verbatim, in the order they came; what is too deep or too large to keep is left out. */
  tools: JsonValue[];
  /** What was left out and why: never silently. */
  diagnostics: Diagnostic[];
}

/** Asks for one page of `tools/list`. */
export type PageReader = (cursor: string | null) => Promise<JsonObject>;

/** Why a listing ended before the server said so. */
class Shape extends Error {
  override readonly name = "ListingShapeError";
}

/**
 * Reads all pages of `tools/list` (specification, "Pagination"), bounded in pages, tools and size.
 *
 * @throws Error when a page has no array of tools; what `readPage` throws
 */
export async function listTools(server: string, readPage: PageReader): Promise<ToolListing> {
  const tools: JsonValue[] = [];
  const diagnostics: Diagnostic[] = [];
  const cursors = new Set<string>();
  let size = 0;
  const capped = (why: string): ToolListing => {
    const message = `Server \`${server}\`: ${why}; ${tools.length} tools were read, the rest is left out.`;
    diagnostics.push(createDiagnostic("SERVER_LIST_CAPPED", message, { location: { server } }));
    return { tools, diagnostics };
  };
  let cursor: string | null = null;
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const result: JsonObject = await readPage(cursor);
    const entries = result["tools"];
    if (!Array.isArray(entries)) throw new Shape("the list of tools is not an array");
    for (const [index, entry] of entries.entries()) {
      if (tools.length >= MAX_TOOLS) return capped(`it lists more than ${MAX_TOOLS} tools`);
      const measured = measureJson(entry);
      if (!measured.ok) {
        diagnostics.push(droppedTool(server, entry, index, measured.problem));
        continue;
      }
      size += measured.size;
      if (size > MAX_LIST_SIZE) return capped("its list of tools is too large");
      tools.push(entry);
    }
    const next = result["nextCursor"];
    if (typeof next !== "string" || next === "") return { tools, diagnostics };
    if (cursors.has(next)) return capped("its list of tools goes round in circles");
    cursors.add(next);
    cursor = next;
  }
  return capped(`its list of tools has more than ${MAX_PAGES} pages`);
}

function droppedTool(server: string, entry: JsonValue, index: number, problem: string): Diagnostic {
  const name = isJsonObject(entry) ? entry["name"] : undefined;
  const named = typeof name === "string" && name.length <= 200;
  const label = named ? `\`${safeLine(name)}\`` : `at index ${index}`;
  return createDiagnostic(
    "SERVER_TOOL_DROPPED",
    `Server \`${server}\`: the definition of the tool ${label} is ${problem}; the tool was left out.`,
    { location: { server, ...(named ? { tool: name } : {}) } },
  );
}
