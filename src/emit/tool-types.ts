import { printNamedType } from "../model/print.ts";
import type { NamedType, ToolModel } from "../model/types.ts";

const printed = new WeakMap<NamedType, string>();

/**
 * The types of a tool with all documentation, each a paragraph of declarations in a namespace. The SDK and the prompt
 * show the same: they are printed once.
 */
export function printToolTypes(tool: ToolModel): string[] {
  return (tool.output === null ? [tool.input] : [tool.input, tool.output]).map((type) => {
    const text = printed.get(type) ?? printNamedType(type, { docs: "full", indent: 2 });
    printed.set(type, text);
    return text;
  });
}
