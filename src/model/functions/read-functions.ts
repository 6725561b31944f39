import { createDiagnostic, type Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { ServerCatalog } from "../../introspect/catalog.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../json.ts";
import { safeLine } from "../docs.ts";
import type { ToolDefinition } from "../read-tools.ts";
import { promptDefinition } from "./prompts.ts";
import {
  anyResourceDefinitions,
  resourceDefinition,
  templateDefinition,
  type ReadEntry,
} from "./resources.ts";

/**
 * What a server has beside its tools, as functions: each prompt, each listed resource, each template of resources, and
 * for a server with resources `read_resource` and `list_resources`. Read entry by entry, like tools: one that cannot be
 * used is left out with a diagnostic.
 */
export function readFunctions(catalog: ServerCatalog): {
  functions: ToolDefinition[];
  diagnostics: Diagnostic[];
} {
  const { server, prompts = [], resources = [], resourceTemplates = [] } = catalog;
  const diagnostics: Diagnostic[] = [];
  const read = (list: List, entries: readonly JsonValue[]): ToolDefinition[] =>
    readEntries(server, list, entries, diagnostics);
  const listed = read(RESOURCES, resources);
  const templates = read(TEMPLATES, resourceTemplates);
  const functions = [
    ...read(PROMPTS, prompts),
    ...(hasResources(catalog) ? anyResourceDefinitions(listed, templates) : []),
    ...listed,
    ...templates,
  ];
  return { functions, diagnostics };
}

/**
 * Many servers declare resources and have none. Those that say that the list may change have them now and then.
 */
function hasResources({ capabilities, resources, resourceTemplates }: ServerCatalog): boolean {
  if (resources === undefined && resourceTemplates === undefined) return false;
  if ((resources?.length ?? 0) + (resourceTemplates?.length ?? 0) > 0) return true;
  const declared = capabilities["resources"];
  return isJsonObject(declared) && declared["listChanged"] === true;
}

interface List {
  /** The member of the catalog. */
  name: "prompts" | "resources" | "resourceTemplates";
  one: string;
  /** Which member of an entry tells it apart. */
  key: "name" | "uri" | "uriTemplate";
  maxKey: number;
  /** @returns what is wrong with it, where it cannot be used */
  define: (entry: ReadEntry) => ToolDefinition | string;
}

const PROMPTS: List = {
  name: "prompts",
  one: "prompt",
  key: "name",
  maxKey: 1024,
  define: promptDefinition,
};

const RESOURCES: List = {
  name: "resources",
  one: "resource",
  key: "uri",
  maxKey: 8192,
  define: resourceDefinition,
};

const TEMPLATES: List = {
  name: "resourceTemplates",
  one: "resource template",
  key: "uriTemplate",
  maxKey: 8192,
  define: templateDefinition,
};

function readEntries(
  server: string,
  list: List,
  entries: readonly JsonValue[],
  diagnostics: Diagnostic[],
): ToolDefinition[] {
  const byKey = new Map<string, JsonObject[]>();
  const leaveOut = (index: number, problem: string): void => {
    const message = `A ${list.one} of ${server} is left out: ${problem}.`;
    const location = { server, pointer: `/${list.name}/${index}` };
    diagnostics.push(createDiagnostic("SCHEMA_ENTRY_INVALID", message, { location }));
  };
  entries.forEach((entry, index) => {
    if (!isJsonObject(entry)) return leaveOut(index, "it is not an object");
    const key = Object.hasOwn(entry, list.key) ? entry[list.key] : undefined;
    if (typeof key !== "string" || key === "") return leaveOut(index, `it has no ${list.key}`);
    if (key.length > list.maxKey) {
      return leaveOut(index, `its ${list.key} has ${key.length} characters`);
    }
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, [entry]);
    else known.push(entry);
  });
  return Array.from(byKey).flatMap(([key, [entry, ...duplicates]]) => {
    const quoted = JSON.stringify(safeLine(key, 100));
    const location = { server, pointer: `/${list.name}` };
    if (entry === undefined || duplicates.length > 0) {
      const message = `${server} lists the ${list.one} ${quoted} ${duplicates.length + 1} times: it gets no function.`;
      diagnostics.push(createDiagnostic("SCHEMA_ENTRY_DUPLICATE", message, { location }));
      return [];
    }
    const defined = list.define({ key, entry });
    if (typeof defined !== "string") return [defined];
    const message = `The ${list.one} ${quoted} of ${server} is left out: ${defined}.`;
    diagnostics.push(createDiagnostic("SCHEMA_ENTRY_INVALID", message, { location }));
    return [];
  });
}
