import type { Node } from "oxc-parser";
import { isJsonObject, type JsonObject, type JsonValue } from "../../json.ts";
import { staticKey, unwrap } from "../ast.ts";
import { findingAt, type Finding } from "../finding.ts";
import type { ExplainContext } from "./context.ts";
import { printSteps } from "./places.ts";
import type { Step } from "./literals.ts";

/** How deep an input is looked at. */
const MAX_DEPTH = 12;

/**
 * Values that are written out and beyond what the tool's input schema allows: `per_page: 200` where 100 is the most.
 * TypeScript has no types for it, and the bridge refuses it only when other calls may have been made. Each keyword holds
 * whatever stands beside it (JSON Schema 2020-12 validation, section 6): what is refused here is never valid.
 *
 * @param said what is told already, in which a value is left out
 */
export function checkLimits(context: ExplainContext, said: readonly Finding[]): Finding[] {
  return context.calls.flatMap(({ call, server, tool }) => {
    const [argument, ...others] = call.arguments;
    const schema = context.slices.inputSchema(server, tool);
    if (argument === undefined || others.length > 0 || schema === null) return [];
    return beyond(literalOf(argument, context), schema, [])
      .filter(({ node }) => !said.some((one) => one.start <= node.start && node.start < one.end))
      .map(({ node, steps, limit }) => {
        const where = `\`${printSteps(steps)}\` in \`${server}.${tool}(...)\``;
        return findingAt("CHECK_ARGUMENTS", node, `${where} must ${limit}.`);
      });
  });
}

/** `const query = { ... }`: what a constant holds may be changed deeper down, so only what stands in its literal counts. */
function literalOf(argument: Node, { flow: { constants } }: ExplainContext): Node {
  const binding = constants.bindingOf(argument);
  const isReadOnce = binding?.references.length === 1;
  return (binding && isReadOnce ? constants.valueOf(binding) : null) ?? unwrap(argument);
}

interface Excess {
  node: Node;
  steps: readonly Step[];
  /** "be at most 100, not 200" */
  limit: string;
}

function beyond(value: Node, schema: JsonValue | undefined, steps: readonly Step[]): Excess[] {
  // Before 2019-09, what stands beside a reference does not count.
  if (!isJsonObject(schema) || Object.hasOwn(schema, "$ref") || steps.length > MAX_DEPTH) return [];
  const node = unwrap(value);
  const limit = limitOf(node, schema);
  if (limit !== null) return [{ node, steps, limit }];
  if (node.type === "ArrayExpression") {
    return node.elements.flatMap((element, index) =>
      element === null || element.type === "SpreadElement"
        ? []
        : beyond(element, own(schema, "items"), [...steps, index]),
    );
  }
  if (node.type !== "ObjectExpression") return [];
  const properties = own(schema, "properties");
  return node.properties.flatMap((property, index) => {
    const key = property.type === "Property" ? staticKey(property.key, property.computed) : null;
    if (property.type !== "Property" || key === null || !isJsonObject(properties)) return [];
    // A later spread, or the same name once more, may give another value.
    if (node.properties.slice(index + 1).some((later) => mayReplace(later, key))) return [];
    return beyond(property.value, own(properties, key), [...steps, key]);
  });
}

function mayReplace(later: Node, key: string): boolean {
  if (later.type !== "Property") return true;
  const other = staticKey(later.key, later.computed);
  return other === null || other === key;
}

function own(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Of what a value is too much or too little; `null` where nothing is known to be wrong. */
function limitOf(node: Node, schema: JsonObject): string | null {
  const number = numberOf(node);
  if (number !== null) return numberLimit(number, schema);
  const text = textOf(node);
  if (text !== null) {
    // In code points (section 6.3.1).
    return sizeLimit(Array.from(text).length, schema, ["minLength", "maxLength"], "character");
  }
  if (node.type !== "ArrayExpression") return null;
  const isCounted = node.elements.every((element) => element?.type !== "SpreadElement");
  return isCounted
    ? sizeLimit(node.elements.length, schema, ["minItems", "maxItems"], "item")
    : null;
}

function numberLimit(number: number, schema: JsonObject): string | null {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
  const isNot = `, not ${number}`;
  if (typeof minimum === "number" && number < minimum) return `be at least ${minimum}${isNot}`;
  if (typeof maximum === "number" && number > maximum) return `be at most ${maximum}${isNot}`;
  if (typeof exclusiveMinimum === "number" && number <= exclusiveMinimum) {
    return `be greater than ${exclusiveMinimum}${isNot}`;
  }
  if (typeof exclusiveMaximum === "number" && number >= exclusiveMaximum) {
    return `be less than ${exclusiveMaximum}${isNot}`;
  }
  return null;
}

function sizeLimit(
  size: number,
  schema: JsonObject,
  [min, max]: [string, string],
  unit: string,
): string | null {
  const least = own(schema, min);
  const most = own(schema, max);
  if (typeof least === "number" && size < least) {
    return `have at least ${counted(least, unit)}, not ${size}`;
  }
  if (typeof most === "number" && size > most) {
    return `have at most ${counted(most, unit)}, not ${size}`;
  }
  return null;
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

function numberOf(node: Node): number | null {
  if (node.type === "Literal" && typeof node.value === "number") return node.value;
  if (node.type !== "UnaryExpression" || node.operator !== "-") return null;
  const positive = numberOf(unwrap(node.argument));
  return positive === null ? null : -positive;
}

function textOf(node: Node): string | null {
  if (node.type === "Literal" && typeof node.value === "string") return node.value;
  if (node.type !== "TemplateLiteral" || node.expressions.length > 0) return null;
  return node.quasis[0]?.value.cooked ?? null;
}
