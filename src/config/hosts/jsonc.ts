import { parseTree, printParseErrorCode, type Node, type ParseError } from "jsonc-parser";
import { codemodeError } from "../../diagnostics/error.ts";
import { defineOwn, type JsonObject, type JsonValue } from "../../json.ts";

/**
 * Parses JSON with comments and trailing commas. As in JSON, a key that stands twice in an object is an error.
 *
 * @throws CodemodeError `CONFIG_HOST_INVALID`
 */
export function parseJsonc(file: string, given: string): JsonValue {
  const text = given.startsWith("\uFEFF") ? given.slice(1) : given;
  const refuse = (problem: string, offset: number): never => {
    const before = text.slice(0, offset).split("\n");
    throw codemodeError("CONFIG_HOST_INVALID", `${file} is not valid JSON: ${problem}.`, {
      location: { file, line: before.length, column: (before.at(-1) ?? "").length + 1 },
    });
  };
  const errors: ParseError[] = [];
  let tree: Node | undefined;
  try {
    tree = parseTree(text, errors, { allowTrailingComma: true });
  } catch (error) {
    // Its parser recurses: nesting that no file a person writes comes near ends its stack.
    if (error instanceof RangeError) return refuse("it is nested too deep", 0);
    throw error;
  }
  const [first] = errors;
  if (first !== undefined) return refuse(printParseErrorCode(first.error), first.offset);
  if (tree === undefined) return refuse("a value is expected", 0);
  return valueOf(tree, refuse);
}

/** Not the parser's own values: to them, a key `__proto__` sets the prototype. */
function valueOf(node: Node, refuse: (problem: string, offset: number) => never): JsonValue {
  if (node.type === "array") return (node.children ?? []).map((child) => valueOf(child, refuse));
  if (node.type !== "object") return node.value as JsonValue;
  const object: JsonObject = {};
  for (const { children = [] } of node.children ?? []) {
    const [key, value] = children;
    if (key === undefined || value === undefined) continue;
    const name = key.value as string;
    if (Object.hasOwn(object, name)) {
      refuse(`the key ${JSON.stringify(name)} stands twice in one object`, key.offset);
    }
    defineOwn(object, name, valueOf(value, refuse));
  }
  return object;
}
