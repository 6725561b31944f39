import type { ToolModel } from "../model/types.ts";

/** `Tool<ListIssuesInput, ListIssuesOutput>`, or `ServerFunction<...>` for what is no tool: the type of a tool as a property of its server, on one line. */
export function printToolType(tool: ToolModel): string {
  const { kind, args } = toolTypeParts(tool);
  return `${kind}<${args.join(", ")}>`;
}

export const TOOL_TYPES = [
  "OptionalServerFunction",
  "OptionalTool",
  "ServerFunction",
  "Tool",
] as const;

export interface ToolTypeParts {
  kind: (typeof TOOL_TYPES)[number];
  input: string;
  output: string;
  /** What the kind is given. */
  args: string[];
}

export function toolTypeParts(tool: ToolModel): ToolTypeParts {
  const input = tool.input.name;
  const output = tool.output === null ? "string" : tool.output.name;
  const raw = rawResult(tool);
  return {
    kind: `${tool.inputOptional ? "Optional" : ""}${raw === null ? "Tool" : "ServerFunction"}`,
    input,
    output,
    args: [input, output, ...(raw === null ? [] : [raw])],
  };
}

/** What `.raw` gives where that is not a `CallToolResult`. */
function rawResult({ kind, output }: ToolModel): string | null {
  switch (kind) {
    case undefined:
      return null;
    case "prompt":
    case "list-resources":
      return output?.name ?? null;
    default:
      return "ReadResourceResult";
  }
}
