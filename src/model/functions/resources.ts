import { isJsonObject, type JsonObject } from "../../json.ts";
import { safeLine, safeText } from "../docs.ts";
import type { ToolDefinition } from "../read-tools.ts";
import type { ToolAnnotations } from "../types.ts";
import { RESULT_SCHEMAS } from "./results.ts";
import { parseUriTemplate } from "./uri-template.ts";

export interface ReadEntry {
  /** The member that tells the entry apart. */
  key: string;
  entry: JsonObject;
}

/** The protocol has no way to change anything through a prompt or a resource. */
export const READ_ONLY: ToolAnnotations = { readOnlyHint: true };

/** `read_<name>`: one listed resource, by its name. */
export function resourceDefinition({ key, entry }: ReadEntry): ToolDefinition {
  return {
    kind: "resource",
    wireName: key,
    label: `read_${nameOf(entry) ?? key}`,
    ...describeEntry(entry),
    ...readResult(entry),
    annotations: READ_ONLY,
    inputSchema: { type: "object", properties: {}, additionalProperties: false },
    entry,
  };
}

/** `read_<name>`: the resources of a template, with its variables. */
export function templateDefinition({ key, entry }: ReadEntry): ToolDefinition | string {
  const template = parseUriTemplate(key);
  if (template === null) return "its template is none that RFC 6570 knows";
  const one = { type: ["string", "number"] };
  const properties = template.variables.map(({ name, exploded }): [string, JsonObject] => [
    name,
    exploded ? { anyOf: [one, { type: "array", items: one }] } : one,
  ]);
  const required = template.variables.filter((variable) => variable.required);
  return {
    kind: "resource-template",
    wireName: key,
    label: `read_${nameOf(entry) ?? key}`,
    ...describeEntry(entry),
    ...readResult(entry),
    annotations: READ_ONLY,
    inputSchema: {
      type: "object",
      properties: Object.fromEntries(properties),
      required: required.map(({ name }) => name),
      additionalProperties: false,
    },
    entry,
  };
}

/** URIs that the documentation of `read_resource` names, of each kind. */
const MAX_SHOWN = 16;

/** `read_resource` and `list_resources`: what is not listed, or only at times, can be read too. */
export function anyResourceDefinitions(
  listed: readonly ToolDefinition[],
  templates: readonly ToolDefinition[],
): ToolDefinition[] {
  const resources = shownUris(listed);
  const byTemplate = shownUris(templates);
  const known = [...resources, ...byTemplate].map((uri) => `\`${uri}\``);
  const more = listed.length - resources.length + templates.length - byTemplate.length;
  const hint =
    known.length === 0
      ? ""
      : `\n\nKnown: ${known.join(", ")}${more > 0 ? ` and ${more} more` : ""}.`;
  return [
    {
      kind: "read-resource",
      wireName: "resources/read",
      label: "read_resource",
      sharedResult: "ReadResourceResult",
      title: null,
      description: `Reads any resource by its URI.${hint}`,
      annotations: READ_ONLY,
      inputSchema: {
        type: "object",
        properties: { uri: { type: "string" } },
        required: ["uri"],
        additionalProperties: false,
      },
      outputSchema: RESULT_SCHEMAS.ReadResourceResult,
      entry: { uris: [...resources, ...byTemplate] },
    },
    {
      kind: "list-resources",
      wireName: "resources/list",
      label: "list_resources",
      sharedResult: "ListResourcesResult",
      title: null,
      description: "Lists the resources and resource templates that there are now.",
      annotations: READ_ONLY,
      inputSchema: { type: "object", properties: {}, additionalProperties: false },
      outputSchema: RESULT_SCHEMAS.ListResourcesResult,
      entry: {},
    },
  ];
}

function shownUris(definitions: readonly ToolDefinition[]): string[] {
  return definitions.slice(0, MAX_SHOWN).map(({ wireName }) => safeLine(wireName, 200));
}

/** Where the server says that it is text, a program gets the text; else all of what is read. */
function readResult(
  entry: JsonObject,
): Pick<ToolDefinition, "sharedResult" | "outputSchema"> | { outputSchema: null } {
  if (isTextType(entry["mimeType"])) return { outputSchema: null };
  return { sharedResult: "ReadResourceResult", outputSchema: RESULT_SCHEMAS.ReadResourceResult };
}

const TEXT_TYPE =
  /^(?:text\/[^;]+|[^/;]+\/(?:[^;]+\+)?(?:json|xml|yaml|x-yaml|toml|javascript|ecmascript|typescript|graphql|sql|x-sh|x-ndjson|jsonl))\s*(?:;|$)/i;

function isTextType(mimeType: unknown): boolean {
  return typeof mimeType === "string" && mimeType.length <= 200 && TEXT_TYPE.test(mimeType);
}

/** Title and description as the server has them, safe to print. */
export function describeEntry(entry: JsonObject): Pick<ToolDefinition, "title" | "description"> {
  const annotations = isJsonObject(entry["annotations"]) ? entry["annotations"] : {};
  const title = entry["title"] ?? annotations["title"];
  const { description } = entry;
  return {
    title: typeof title === "string" ? safeLine(title) : null,
    description: typeof description === "string" ? safeText(description) : "",
  };
}

function nameOf(entry: JsonObject): string | null {
  const name = Object.hasOwn(entry, "name") ? entry["name"] : undefined;
  return typeof name === "string" && name.trim() !== "" && name.length <= 1024 ? name : null;
}
