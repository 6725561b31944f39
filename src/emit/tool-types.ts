import { printNamedType } from "../model/print.ts";
import type { NamedType, ToolModel } from "../model/types.ts";

/** The types that are declared for this tool: without a result that is the same for every server. */
export function ownTypes({ input, output }: ToolModel): NamedType[] {
  return output === null || output.shared === true ? [input] : [input, output];
}

const printed = new WeakMap<NamedType, string>();

/**
 * The types of a tool with all documentation, each a paragraph of declarations in a namespace. The SDK and the prompt
 * show the same: they are printed once.
 */
export function printToolTypes(tool: ToolModel): string[] {
  return ownTypes(tool).map((type) => {
    const text = printed.get(type) ?? printNamedType(type, { docs: "full", indent: 2 });
    printed.set(type, text);
    return text;
  });
}
