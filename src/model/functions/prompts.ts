import { isJsonObject, type JsonObject, type JsonValue } from "../../json.ts";
import type { ToolDefinition } from "../read-tools.ts";
import { describeEntry, READ_ONLY, type ReadEntry } from "./resources.ts";
import { RESULT_SCHEMAS } from "./results.ts";

const MAX_ARGUMENTS = 256;

/** `prompt_<name>`: one prompt with its arguments, which are strings (specification, "Prompts"). */
export function promptDefinition({ key, entry }: ReadEntry): ToolDefinition | string {
  const inputSchema = argumentsSchema(Object.hasOwn(entry, "arguments") ? entry["arguments"] : []);
  if (typeof inputSchema === "string") return inputSchema;
  return {
    kind: "prompt",
    wireName: key,
    label: `prompt_${key}`,
    sharedResult: "GetPromptResult",
    ...describeEntry(entry),
    annotations: READ_ONLY,
    inputSchema,
    outputSchema: RESULT_SCHEMAS.GetPromptResult,
    entry,
  };
}

function argumentsSchema(given: JsonValue | undefined): JsonObject | string {
  const list = given ?? [];
  if (!Array.isArray(list)) return "its arguments are no list";
  if (list.length > MAX_ARGUMENTS) return `it has more than ${MAX_ARGUMENTS} arguments`;
  const properties = new Map<string, JsonObject>();
  const required: string[] = [];
  for (const argument of list) {
    const own = isJsonObject(argument) ? argument : {};
    const name = Object.hasOwn(own, "name") ? own["name"] : undefined;
    if (typeof name !== "string" || name.length > 1024) return "one of its arguments has no name";
    if (properties.has(name)) return "two of its arguments have one name";
    const description = own["description"];
    properties.set(name, {
      type: "string",
      ...(typeof description === "string" ? { description } : {}),
    });
    if (own["required"] === true) required.push(name);
  }
  return {
    type: "object",
    properties: Object.fromEntries(properties),
    required,
    additionalProperties: false,
  };
}
