import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { ServerCatalog } from "../../introspect/catalog.ts";
import type { JsonObject } from "../../json.ts";
import { functionId } from "../functions/function-id.ts";
import { readFunctions } from "../functions/read-functions.ts";
import { readTools } from "../read-tools.ts";
import type { Model, ServerModel, ToolModel } from "../types.ts";
import { createForeignToolSearch } from "./foreign-tools.ts";
import { lintServerNames, lintToolNames } from "./lint-names.ts";
import { lintTexts } from "./lint-texts.ts";
import { textsOf } from "./texts.ts";

/**
 * Asks a person to look at what no type makes safe: names that look alike, characters that no reader sees, and texts
 * that tell a model what to do. Nothing here fails a generation, and a tool that is in the lock as it is has been looked
 * at: what is committed is quiet.
 *
 * @param isReviewed whether the lock has this tool with this very definition
 */
export function lintModel(
  model: Model,
  catalogs: readonly ServerCatalog[],
  isReviewed: (server: ServerModel, tool: ToolModel) => boolean,
): Diagnostic[] {
  const diagnostics = lintServerNames(model.servers.map(({ key }) => key));
  const findForeign = createForeignToolSearch(
    model.servers.flatMap(({ key, tools }) =>
      tools.map(({ wireName }) => ({ server: key, wireName })),
    ),
  );
  for (const server of model.servers) {
    const { key } = server;
    const catalog = catalogs.find((one) => one.server === key);
    const entries = entriesOf(catalog);
    diagnostics.push(
      ...lintTexts(
        { server: key },
        textsOf(catalog?.instructions ?? "", "/instructions"),
        findForeign,
      ),
    );
    const tools = server.tools.map((tool) => ({
      id: functionId(tool),
      name: tool.wireName,
      isNew: !isReviewed(server, tool),
    }));
    diagnostics.push(...lintToolNames(key, tools));
    for (const { id, name: tool } of tools.filter(({ isNew }) => isNew)) {
      const shown = shownOf(entries.get(id) ?? {});
      diagnostics.push(...lintTexts({ server: key, tool }, textsOf(shown), findForeign));
    }
  }
  return diagnostics;
}

/** What the SDK and the prompt are made of; the rest of a definition (`icons`, `_meta`) nobody is shown. */
const SHOWN: readonly string[] = [
  "name",
  "title",
  "description",
  "annotations",
  "inputSchema",
  "outputSchema",
  "arguments",
  "uri",
  "uriTemplate",
  "uris",
];

function shownOf(entry: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(entry).filter(([name]) => SHOWN.includes(name)));
}

/** The definitions of a catalog by id; one that several have is in no model. */
function entriesOf(catalog: ServerCatalog | undefined): Map<string, JsonObject> {
  if (catalog === undefined) return new Map();
  const { tools } = readTools(catalog.server, catalog.tools);
  const { functions } = readFunctions(catalog);
  return new Map([...tools, ...functions].map((one) => [functionId(one), one.entry]));
}
