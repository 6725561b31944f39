import { createDiagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { CodemodeError } from "../diagnostics/error.ts";
import { canonicalJson, compareCodeUnits, type JsonValue } from "../json.ts";
import type { ServerCatalog } from "./catalog.ts";
import type { ServerConnection } from "./connect.ts";
import { entryName, LISTS, type EntryList } from "./lists.ts";

type Lists = Pick<ServerCatalog, "tools" | "prompts" | "resources" | "resourceTemplates">;

/**
 * Everything that a server lists: its tools, and its prompts and resources where it declares that it has them. What it
 * fails to list of the latter is left out with a warning and costs the tools nothing.
 *
 * @throws CodemodeError when its tools cannot be listed
 */
export async function readLists(
  connection: ServerConnection,
  signal: AbortSignal | undefined,
): Promise<{ lists: Lists; diagnostics: Diagnostic[] }> {
  const { capabilities } = connection.facts;
  const has = (name: string): boolean => Object.hasOwn(capabilities, name);
  const hasMore = has("prompts") || has("resources");
  // First and alone: a server that dies of another list has then told its tools.
  const tools = await readTools(connection, has("tools") || !hasMore, signal);
  const others: EntryList["member"][] = [
    ...(has("prompts") ? (["prompts"] as const) : []),
    ...(has("resources") ? (["resources", "resourceTemplates"] as const) : []),
  ];
  const read = await Promise.all(others.map((member) => readOther(connection, member, signal)));
  const diagnostics = read.flatMap(({ diagnostic }) => diagnostic ?? []);
  const isEmpty = tools.length === 0 && read.every(({ entries }) => (entries ?? []).length === 0);
  if (isEmpty) diagnostics.push(noTools(connection.key));
  const lists: Lists = { tools };
  for (const { member, entries } of read) if (entries !== null) lists[member] = entries;
  return { lists, diagnostics };
}

/** @param isExpected whether the server has said that there are any */
async function readTools(
  connection: ServerConnection,
  isExpected: boolean,
  signal: AbortSignal | undefined,
): Promise<JsonValue[]> {
  try {
    return sortEntries(LISTS.tools, await connection.listTools({ signal }));
  } catch (error) {
    if (!isExpected && isRefusal(error)) return [];
    throw error;
  }
}

interface OtherList {
  member: EntryList["member"];
  /** `null`: it could not be read. */
  entries: JsonValue[] | null;
  diagnostic?: Diagnostic;
}

async function readOther(
  connection: ServerConnection,
  member: EntryList["member"],
  signal: AbortSignal | undefined,
): Promise<OtherList> {
  const list = LISTS[member];
  try {
    return { member, entries: sortEntries(list, await connection.list(member, { signal })) };
  } catch (error) {
    if (!(error instanceof CodemodeError)) throw error;
    // Many servers with resources know no templates, and say so when they are asked.
    if (member === "resourceTemplates" && isRefusal(error)) return { member, entries: [] };
    const { key } = connection;
    const diagnostic = createDiagnostic(
      "SERVER_LIST_FAILED",
      `Server \`${key}\`: its ${list.many} could not be listed, and are left out.`,
      { location: { server: key }, detail: error.message },
    );
    return { member, entries: null, diagnostic };
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof CodemodeError && error.code === "SERVER_ERROR_REPLY";
}

/** By name and then by canonical JSON, so that the order the server happens to use changes nothing. Nameless ones first. */
function sortEntries(list: EntryList, entries: readonly JsonValue[]): JsonValue[] {
  return entries
    .map((entry) => ({ entry, name: entryName(list, entry) ?? "" }))
    .toSorted(
      (a, b) =>
        compareCodeUnits(a.name, b.name) ||
        compareCodeUnits(canonicalJson(a.entry), canonicalJson(b.entry)),
    )
    .map(({ entry }) => entry);
}

function noTools(server: string): Diagnostic {
  return createDiagnostic("SERVER_NO_TOOLS", `Server \`${server}\` lists no tools.`, {
    location: { server },
  });
}
