import { indexKey, propertyKey } from "./literals.ts";
import { printLiteral } from "./print.ts";
import type { ObjectNode, TypeNode } from "./types.ts";

/** Where a type is deeper or longer than there is room for. */
const MORE = "...";

/**
 * A type on one line, for prompts and diagnostics: not for sources, because what is deeper than `maxDepth` objects or
 * lists is only hinted at.
 *
 * @param options.maxDepth default 3
 * @param options.maxMembers of a union; default 12
 */
export function printInline(
  node: TypeNode,
  options: { maxDepth?: number; maxMembers?: number } = {},
): string {
  return inline(node, options.maxDepth ?? 3, options.maxMembers ?? 12);
}

function inline(node: TypeNode, depth: number, most: number): string {
  switch (node.kind) {
    case "literal":
      return printLiteral(node.value);
    case "reference":
      return node.name;
    case "array":
      return `${wrapped(node.items, inline(node.items, depth, most))}[]`;
    case "tuple": {
      const elements = node.elements.map((element) => {
        const text = inline(element.type, depth, most);
        return element.optional ? `${wrapped(element.type, text)}?` : text;
      });
      const { rest } = node;
      if (rest !== null) elements.push(`...${wrapped(rest, inline(rest, depth, most))}[]`);
      return `[${elements.join(", ")}]`;
    }
    case "object":
      return inlineObject(node, depth, most);
    case "union": {
      const shown = node.members.slice(0, most).map((member) => inline(member, depth, most));
      if (node.members.length > most) shown.push(MORE);
      return shown.join(" | ");
    }
    case "intersection":
      return node.members
        .map((member) => wrappedUnion(member, inline(member, depth, most)))
        .join(" & ");
    default:
      return node.kind;
  }
}

function inlineObject(node: ObjectNode, depth: number, most: number): string {
  if (node.properties.length === 0 && node.indexes.length === 0) return "{}";
  if (depth === 0) return `{ ${MORE} }`;
  const members = [
    ...node.properties.map((property) => {
      const key = `${propertyKey(property.name)}${property.optional ? "?" : ""}`;
      return `${key}: ${inline(property.type, depth - 1, most)}`;
    }),
    ...node.indexes.map((index) => {
      return `${indexKey(index)}: ${inline(index.type, depth - 1, most)}`;
    }),
  ];
  return `{ ${members.join("; ")} }`;
}

function wrapped(node: TypeNode, text: string): string {
  return node.kind === "union" || node.kind === "intersection" ? `(${text})` : text;
}

function wrappedUnion(node: TypeNode, text: string): string {
  return node.kind === "union" ? `(${text})` : text;
}
