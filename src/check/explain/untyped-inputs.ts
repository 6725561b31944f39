import type { Node } from "oxc-parser";
import { unwrap } from "../ast.ts";
import { findingAt, type Finding } from "../finding.ts";
import type { ExplainContext } from "./context.ts";
import { valuesOfParameter } from "./parameters.ts";
import { objectOf } from "./places.ts";
import { printCall } from "./signature.ts";

/** How many functions and names a value is followed through. */
const MAX_STEPS = 4;

/**
 * A text for an input, `const read = (path) => tool(path); read("a.md")`: a parameter without a type is `any` to the
 * compiler, and all that it is ever given is written out.
 */
export function checkUntypedInputs(context: ExplainContext): Finding[] {
  const findings: Finding[] = [];
  for (const { call, server, tool: name } of context.calls) {
    const [argument, ...others] = call.arguments;
    const tool = context.slices.tool(server, name);
    if (argument === undefined || others.length > 0 || tool === null) continue;
    const binding = context.flow.constants.bindingOf(argument);
    if (binding?.kind !== "parameter" || objectOf(tool.input.type, tool) === null) continue;
    // With a type, the compiler says it.
    if (!isText(argument, context, 0)) continue;
    const message = `\`${server}.${name}\` takes one object with its parameters, not a string.`;
    findings.push(
      findingAt("CHECK_ARGUMENTS", argument, message, `Call \`${printCall(server, tool)}\`.`),
    );
  }
  return findings;
}

/** Whether a value is surely a text. */
function isText(value: Node, context: ExplainContext, step: number): boolean {
  if (step > MAX_STEPS) return false;
  const node = unwrap(value);
  switch (node.type) {
    case "TemplateLiteral":
      return true;
    case "Literal":
      return typeof node.value === "string";
    case "BinaryExpression":
      return (
        node.operator === "+" &&
        (isText(node.left, context, step + 1) || isText(node.right, context, step + 1))
      );
    case "Identifier": {
      const binding = context.flow.constants.bindingOf(node);
      if (!binding || !isUntyped(binding.identifier)) return false;
      const held = context.flow.constants.valueOf(binding);
      if (held !== null) return isText(held, context, step + 1);
      if (binding.references.some((one) => one !== node && isChanged(one, context))) return false;
      const values = valuesOfParameter(binding, context);
      return values !== null && values.every((one) => isText(one, context, step + 1));
    }
    default:
      return false;
  }
}

/** What has a type of its own is the compiler's to judge. */
function isUntyped(identifier: Node): boolean {
  return identifier.type === "Identifier" && !identifier.typeAnnotation;
}

/** `path = { path }`, and the like. */
function isChanged(reference: Node, { parsed }: ExplainContext): boolean {
  const parent = parsed.parents.get(reference);
  return parent?.type === "AssignmentExpression" && parent.left === reference;
}
