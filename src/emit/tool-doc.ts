import type { Doc, FunctionKind, ServerModel, ToolModel } from "../model/types.ts";

/**
 * Everything that is known about a tool and not said by its types: the server's description and hints, its own name
 * where the SDK's differs, and that a result is only text.
 */
export function documentTool(tool: ToolModel): Doc {
  const notes: string[] = [];
  const hints = tool.kind === undefined ? describeHints(tool) : describeKind(tool.kind, tool);
  if (hints !== "") notes.push(hints);
  if (tool.kind === undefined && tool.name !== tool.wireName) {
    notes.push(`The server's own name for it: ${quoteName(tool.wireName)}.`);
  }
  const text = [tool.doc.text, notes.join("\n")].filter((part) => part !== "").join("\n\n");
  return { text, tags: tool.doc.tags };
}

/** What a function that is no tool stands for. */
function describeKind(kind: FunctionKind, { wireName }: ToolModel): string {
  switch (kind) {
    case "prompt":
      return `The server's prompt ${quoteName(wireName)}.`;
    case "resource":
      return `The server's resource ${quoteName(wireName)}.`;
    case "resource-template":
      return `The server's resources ${quoteName(wireName)}.`;
    default:
      return "";
  }
}

/** The specification's hints as a sentence; the server says so, nobody has checked it. */
export function describeHints({ annotations }: ToolModel): string {
  const { readOnlyHint, destructiveHint, idempotentHint, openWorldHint } = annotations;
  const words = [
    readOnlyHint === true ? "read-only" : readOnlyHint === false ? "writes" : "",
    readOnlyHint !== true && destructiveHint === true ? "may destroy" : "",
    readOnlyHint !== true && destructiveHint === false ? "only adds" : "",
    readOnlyHint !== true && idempotentHint === true ? "may be repeated" : "",
    openWorldHint === true ? "reaches the outside world" : "",
  ].filter((word) => word !== "");
  return words.length === 0 ? "" : `Hints of the server: ${words.join(", ")}.`;
}

/** What the server says of itself. */
export function documentServer(server: ServerModel): Doc {
  const named = [server.title, server.version].filter((part) => part !== null).join(" ");
  const title = named === "" ? `The MCP server \`${server.key}\`.` : `${named}.`;
  const text = [title, server.instructions ?? ""].filter((part) => part !== "").join("\n\n");
  return { text, tags: [] };
}

/** A server's own name of a tool, whatever its characters, on one line and short enough to read. */
function quoteName(name: string): string {
  const escaped = JSON.stringify(name).replace(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  const bounded = escaped.length > 200 ? `${escaped.slice(0, 200)}..."` : escaped;
  return bounded.replaceAll("*/", "*\\/");
}
