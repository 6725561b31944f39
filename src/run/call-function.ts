import type { ServerConnection } from "../introspect/connect.ts";
import type { EntryList } from "../introspect/lists.ts";
import type { Desk } from "../introspect/questions/desk.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json.ts";
import type { LockTool } from "../lock/types.ts";
import {
  expandUriTemplate,
  parseUriTemplate,
  type UriValue,
} from "../model/functions/uri-template.ts";
import type { FunctionKind } from "../model/types.ts";
import type { ReadResult } from "./tool-result.ts";

/** A function of the lock that is no tool. */
export type OtherFunction = LockTool & { kind: FunctionKind };

export function isOther(tool: LockTool): tool is OtherFunction {
  return tool.kind !== undefined;
}

/** Which list of its server a function is compared in; `null`: it is in none. */
export function listOf({ kind }: LockTool): EntryList["member"] | null {
  switch (kind) {
    case undefined:
      return "tools";
    case "prompt":
      return "prompts";
    case "resource":
      return "resources";
    case "resource-template":
      return "resourceTemplates";
    default:
      return null;
  }
}

interface AskOptions {
  signal: AbortSignal;
  desk: Desk;
}

/**
 * Calls a prompt, or reads resources: the result as the server sent it, unvalidated.
 *
 * @param input valid against the function's input schema
 * @throws as `ServerConnection` does
 */
export async function callFunction(
  connection: ServerConnection,
  { kind, wireName }: OtherFunction,
  input: JsonObject,
  options: AskOptions,
): Promise<JsonObject> {
  switch (kind) {
    case "prompt":
      return connection.getPrompt(wireName, input, options);
    case "resource":
      return connection.readResource(wireName, options);
    case "resource-template":
      return connection.readResource(expand(wireName, input), options);
    case "read-resource":
      return connection.readResource(textOf(input["uri"]), options);
    default:
      return listResources(connection, options);
  }
}

function expand(text: string, input: JsonObject): string {
  const template = parseUriTemplate(text);
  if (template === null) throw new Error(`not a URI template: ${text}`);
  const values = new Map(
    Object.entries(input).map(([name, value]): [string, UriValue] => [
      name,
      Array.isArray(value) ? value.map(textOf) : textOf(value),
    ]),
  );
  return expandUriTemplate(template, values);
}

/** Of what has been validated to be a string or a number. */
function textOf(value: JsonValue | undefined): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/** Both lists as they are now; of each entry what the specification has a type for. */
async function listResources(
  connection: ServerConnection,
  { signal }: AskOptions,
): Promise<JsonObject> {
  const [resources, resourceTemplates] = await Promise.all([
    connection.list("resources", { signal }),
    // Many servers know no templates, and say so.
    connection.list("resourceTemplates", { signal }).catch((): JsonValue[] => []),
  ]);
  return {
    resources: resources.flatMap((entry) => readListed(entry, "uri")),
    resourceTemplates: resourceTemplates.flatMap((entry) => readListed(entry, "uriTemplate")),
  };
}

const TEXTS = ["title", "description", "mimeType"];

/** One broken entry costs the others nothing, as in a catalog. */
function readListed(entry: JsonValue, key: "uri" | "uriTemplate"): JsonObject[] {
  if (!isJsonObject(entry)) return [];
  const uri = entry[key];
  if (typeof uri !== "string") return [];
  const { name, size, annotations, icons, _meta } = entry;
  const texts = TEXTS.flatMap((member) => {
    const text = Object.hasOwn(entry, member) ? entry[member] : undefined;
    return typeof text === "string" ? [[member, text] as const] : [];
  });
  return [
    {
      [key]: uri,
      name: typeof name === "string" ? name : uri,
      ...Object.fromEntries(texts),
      ...(key === "uri" && typeof size === "number" ? { size } : {}),
      ...(isJsonObject(annotations) ? { annotations } : {}),
      ...(Array.isArray(icons) ? { icons } : {}),
      ...(isJsonObject(_meta) ? { _meta } : {}),
    },
  ];
}

/**
 * What a program gets: all of it, to be validated against the specification's shape, or, of a resource that the catalog
 * says is text, its text.
 */
export function readFunctionResult(
  result: JsonObject,
  { result: mode }: OtherFunction,
  raw: boolean,
): ReadResult {
  if (raw || mode === "structured") return { ok: true, value: result };
  const contents = Array.isArray(result["contents"]) ? result["contents"] : [];
  const [content] = contents;
  if (contents.length !== 1) {
    const message = `the resource has ${contents.length} contents, not one: call it with .raw to have the whole result`;
    return { ok: false, code: "RUN_CONTENT_NOT_TEXT", message };
  }
  const text = isJsonObject(content) ? content["text"] : undefined;
  if (typeof text === "string") return { ok: true, value: text };
  return {
    ok: false,
    code: "RUN_CONTENT_NOT_TEXT",
    message: "the resource holds data that is not text: call it with .raw to have the whole result",
  };
}
