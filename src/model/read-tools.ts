import { createDiagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json.ts";
import { safeLine, safeText } from "./docs.ts";
import { isSchema } from "./schema/schema.ts";
import type { SharedResult } from "./functions/results.ts";
import type { FunctionKind, ToolAnnotations } from "./types.ts";

/** One entry of `tools/list`, or of another list, that can be called, with what is broken in it replaced. */
export interface ToolDefinition {
  /** Absent: a tool. */
  kind?: FunctionKind;
  wireName: string;
  /** What its name in programs is made from. Default: `wireName`. */
  label?: string;
  /** The type of its result in place of one compiled from `outputSchema`. */
  sharedResult?: SharedResult;
  title: string | null;
  description: string;
  annotations: ToolAnnotations;
  inputSchema: JsonObject;
  /** `null`: the tool promises no structured content. */
  outputSchema: JsonValue | null;
  /** The entry as the server sent it. */
  entry: JsonObject;
}

/** Longest tool name that is read, in UTF-16 units; MCP asks for at most 128. */
const MAX_NAME = 1024;

/**
 * Reads the entries of a catalog one by one: an entry that cannot be called is left out with a diagnostic and costs
 * the others nothing.
 *
 * @param server key of the server in the configuration, for diagnostics
 */
export function readTools(
  server: string,
  entries: readonly JsonValue[],
): { tools: ToolDefinition[]; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const byName = new Map<string, JsonObject[]>();
  entries.forEach((entry, index) => {
    const named = readName(entry);
    if ("problem" in named) {
      const message = `A tool of ${server} is left out: ${named.problem}.`;
      const location = { server, pointer: `/tools/${index}` };
      diagnostics.push(createDiagnostic("SCHEMA_TOOL_INVALID", message, { location }));
    } else byName.set(named.name, [...(byName.get(named.name) ?? []), named.entry]);
  });
  const tools: ToolDefinition[] = [];
  for (const [name, [entry, ...duplicates]] of byName) {
    if (duplicates.length > 0 || entry === undefined) {
      // Which of them a call would reach is the server's secret: none can be typed.
      const message = `${server} lists ${duplicates.length + 1} tools called ${quote(name)}: all are left out.`;
      const location = { server, tool: name };
      diagnostics.push(createDiagnostic("SCHEMA_TOOL_DUPLICATE", message, { location }));
    } else if (requiresTask(entry)) {
      const message = `${server}: ${quote(name)} is left out: it can only be called as a task.`;
      const location = { server, tool: name, pointer: "/execution/taskSupport" };
      diagnostics.push(createDiagnostic("SCHEMA_TOOL_REQUIRES_TASKS", message, { location }));
    } else tools.push(readDefinition(server, name, entry, diagnostics));
  }
  return { tools, diagnostics };
}

function readName(entry: JsonValue): { name: string; entry: JsonObject } | { problem: string } {
  if (!isJsonObject(entry)) return { problem: "its definition is not an object" };
  const name = own(entry, "name");
  if (name === undefined) return { problem: "it has no name" };
  if (typeof name !== "string") return { problem: "its name is not a string" };
  if (name.length > MAX_NAME) return { problem: `its name has ${name.length} characters` };
  return { name, entry };
}

/** Specification 2025-11-25, "Tasks": a plain call of such a tool is answered with an error. */
function requiresTask(entry: JsonObject): boolean {
  const execution = own(entry, "execution");
  return isJsonObject(execution) && own(execution, "taskSupport") === "required";
}

function readDefinition(
  server: string,
  name: string,
  entry: JsonObject,
  diagnostics: Diagnostic[],
): ToolDefinition {
  const inputSchema = own(entry, "inputSchema");
  if (!isJsonObject(inputSchema)) {
    const message = `${server}: ${quote(name)} has no input schema: it takes any arguments.`;
    const location = { server, tool: name, pointer: "/inputSchema" };
    diagnostics.push(createDiagnostic("SCHEMA_INPUT_MISSING", message, { location }));
  }
  const outputSchema = own(entry, "outputSchema");
  if (outputSchema !== undefined && outputSchema !== null && !isSchema(outputSchema)) {
    const message = `${server}: the output schema of ${quote(name)} is no schema: its result is text.`;
    const location = { server, tool: name, pointer: "/outputSchema" };
    diagnostics.push(createDiagnostic("SCHEMA_OUTPUT_INVALID", message, { location }));
  }
  const annotations = readAnnotations(own(entry, "annotations"));
  const title = own(entry, "title");
  const description = own(entry, "description");
  return {
    wireName: name,
    title: typeof title === "string" ? safeLine(title) : (annotations.title ?? null),
    description: typeof description === "string" ? safeText(description) : "",
    annotations,
    inputSchema: isJsonObject(inputSchema) ? inputSchema : { type: "object" },
    outputSchema: isSchema(outputSchema) ? outputSchema : null,
    entry,
  };
}

function readAnnotations(value: JsonValue | undefined): ToolAnnotations {
  if (!isJsonObject(value)) return {};
  const annotations: ToolAnnotations = {};
  const title = own(value, "title");
  if (typeof title === "string") annotations.title = safeLine(title);
  for (const name of HINTS) {
    const hint = own(value, name);
    if (typeof hint === "boolean") annotations[name] = hint;
  }
  return annotations;
}

const HINTS = ["readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint"] as const;

function own(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function quote(name: string): string {
  return JSON.stringify(safeLine(name, 100));
}
