import type { ToolModel } from "../model/types.ts";

/** `Tool<ListIssuesInput, ListIssuesOutput>`: the type of a tool as a property of its server, on one line. */
export function printToolType(tool: ToolModel): string {
  const { kind, input, output } = toolTypeParts(tool);
  return `${kind}<${input}, ${output}>`;
}

export interface ToolTypeParts {
  kind: "Tool" | "OptionalTool";
  input: string;
  output: string;
}

export function toolTypeParts(tool: ToolModel): ToolTypeParts {
  return {
    kind: tool.inputOptional ? "OptionalTool" : "Tool",
    input: tool.input.name,
    output: tool.output === null ? "string" : tool.output.name,
  };
}
