import { RESULT_SHAPES, shapeInline } from "../../model/functions/results.ts";
import { printInline } from "../../model/print-inline.ts";
import type { ObjectNode, PropertyNode, ToolModel, TypeNode } from "../../model/types.ts";
import { meantName } from "./suggest.ts";

/** How many parameters are shown with their types; of more, only the required ones and those that were meant. */
const MAX_PARAMETERS = 14;

/** The longest call that is shown with all its parameters, in characters. */
const MAX_CALL = 240;

/** The longest type of one parameter, and of a result, in characters. */
const MAX_TYPE = 160;
const MAX_RESULT = 400;

/**
 * A tool's call on one line: `github.list_issues({ owner: string; state?: "open" | "closed" })`.
 * @param used the parameters that a program gives, right or wrong
 */
export function printCall(server: string, tool: ToolModel, used: readonly string[] = []): string {
  const properties = inputProperties(tool);
  const name = `${server}.${tool.name}`;
  if (properties === null) return `${name}(${cut(printInline(tool.input.type), MAX_RESULT)})`;
  if (takesNothing(tool)) return `${name}()`;
  if (properties.length === 0) return `${name}({})`;
  const whole = `${name}({ ${properties.map(printParameter).join("; ")} })`;
  if (properties.length <= MAX_PARAMETERS && whole.length <= MAX_CALL) return whole;
  const shown = chooseParameters(properties, used);
  const left = properties.filter((property) => !shown.includes(property));
  const parts = shown.map(printParameter);
  if (left.length > 0) {
    parts.push(
      `/* optional: ${cut(left.map((property) => property.name).join(", "), MAX_RESULT)} */`,
    );
  }
  return `${name}({ ${parts.join("; ")} })`;
}

/** What awaiting the call gives, on one line. */
export function printResult(tool: ToolModel): string {
  if (tool.output === null) return "string";
  const shape = Object.entries(RESULT_SHAPES).find(([name]) => name === tool.output?.name)?.[1];
  if (tool.output.shared === true && shape !== undefined)
    return cut(shapeInline(shape), MAX_RESULT);
  return cut(printInline(tool.output.type, { maxDepth: 2 }), MAX_RESULT);
}

/** Whether a tool has no parameters at all. */
export function takesNothing({ input }: ToolModel): boolean {
  return (
    input.type.kind === "object" &&
    input.type.properties.length === 0 &&
    input.type.indexes.every((index) => index.type.kind === "never")
  );
}

/** The properties of a tool's input; `null` when it is no plain object. */
export function inputProperties(tool: ToolModel): PropertyNode[] | null {
  return objectOf(tool.input.type)?.properties ?? null;
}

export function outputProperties(tool: ToolModel): PropertyNode[] | null {
  return tool.output === null ? null : (objectOf(tool.output.type)?.properties ?? null);
}

function objectOf(type: TypeNode): ObjectNode | null {
  return type.kind === "object" ? type : null;
}

/** The required parameters, and those that the program gives or seems to mean. */
function chooseParameters(
  properties: readonly PropertyNode[],
  used: readonly string[],
): PropertyNode[] {
  const names = properties.map(({ name }) => name);
  const meant = new Set(used.flatMap((given) => meantName(given, names) ?? []));
  return properties.filter(({ name, optional }) => !optional || meant.has(name));
}

export function printParameter({ name, optional, type }: PropertyNode): string {
  const key = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) ? name : JSON.stringify(name);
  return `${key}${optional ? "?" : ""}: ${cut(printInline(type, { maxDepth: 1 }), MAX_TYPE)}`;
}

/** `a, b, and 3 more`. */
export function listNames(names: readonly string[], most: number): string {
  const more = names.length - most;
  return more <= 0 ? names.join(", ") : `${names.slice(0, most).join(", ")}, and ${more} more`;
}

export function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 3)}...`;
}
