import type { Node, ObjectExpression } from "oxc-parser";
import type { ObjectNode, ToolModel } from "../../model/types.ts";
import { staticKey, unwrap } from "../ast.ts";
import { findingAt, type Finding } from "../finding.ts";
import type { Binding } from "../scope.ts";
import type { ToolCall } from "../tool-calls.ts";
import type { ExplainContext } from "./context.ts";
import { auditNames, keysOf } from "./input-names.ts";
import { literalsIn, objectOf, type Place } from "./places.ts";
import { assignedFields, inputParts, isOnlyInput } from "./input-parts.ts";
import { printCall } from "./signature.ts";
import { meantName } from "./suggest.ts";

/** How many literals of one input are told of. */
const MAX_AUDITED = 20;

/**
 * Unknown parameters of which the compiler says nothing: where the literal that has them does not stand in the call, as in
 * `const query = { owner, repo, labell: "x" }; tool(query)` or `tool({ ...base, ...(page ? { pagee: page } : {}) })`, or
 * where what it says instead is let pass.
 * @param said what is told already, in which a call or a literal is left out
 */
export function checkHeldInputs(context: ExplainContext, said: readonly Finding[]): Finding[] {
  const findings: Finding[] = [];
  const seen = new Set<Node>();
  const isTold = (node: Node): boolean => said.some((one) => isIn(one, node));
  for (const call of context.calls) {
    const tool = context.slices.tool(call.server, call.tool);
    if (tool === null || isTold(call.call)) continue;
    const isNew = (literal: Node): boolean => !seen.has(literal) && !isTold(literal);
    const held = heldInput(call, tool, context);
    if (held !== null && isNew(held.literal)) {
      seen.add(held.literal);
      findings.push(...unknownIn(held.literal, call, tool, context, false));
      findings.push(...unknownAdded(held.binding, call, tool, context));
    }
    for (const part of inputParts(call, tool, context).filter(isNew)) {
      seen.add(part);
      findings.push(...unknownIn(part, call, tool, context, true));
    }
  }
  return findings;
}

/** The literal of a name that is nothing but the input of this tool. */
function heldInput(call: ToolCall, tool: ToolModel, context: ExplainContext) {
  const { constants } = context.flow;
  const [argument] = call.call.arguments;
  if (argument === undefined || call.call.arguments.length !== 1) return null;
  const binding = constants.bindingOf(unwrap(argument));
  const literal = binding ? constants.valueOf(binding) : null;
  if (!binding || literal?.type !== "ObjectExpression") return null;
  return isOnlyInput(binding, literal, call, tool, context) ? { literal, binding } : null;
}

function isIn(inner: { start: number; end: number }, outer: Node): boolean {
  return outer.start <= inner.start && inner.start < outer.end;
}

/** @param isPart whether other parts of the input may have what this one lacks */
function unknownIn(
  root: ObjectExpression,
  call: ToolCall,
  tool: ToolModel,
  { flow: { constants } }: ExplainContext,
  isPart: boolean,
): Finding[] {
  const place: Place = { node: root, steps: [], type: tool.input.type };
  const name = `${call.server}.${call.tool}`;
  const findings: Finding[] = [];
  for (const literal of literalsIn(place, tool).slice(0, MAX_AUDITED)) {
    const unknown = unknownKey(literal, tool);
    const isTop = literal.node === root;
    const audit =
      unknown === null ? null : auditNames(literal, tool, name, constants, isPart && isTop);
    if (unknown === null || audit === null) continue;
    const hint = audit.isAll
      ? undefined
      : `Call \`${printCall(call.server, tool, keysOf(root))}\`.`;
    findings.push(findingAt("CHECK_ARGUMENTS", unknown, audit.message, hint));
  }
  return findings;
}

/** `query.labell = "x"` */
function unknownAdded(
  binding: Binding,
  call: ToolCall,
  tool: ToolModel,
  context: ExplainContext,
): Finding[] {
  const object = objectOf(tool.input.type, tool);
  if (object === null || isOpen(object)) return [];
  const known = object.properties.map(({ name }) => name);
  return assignedFields(binding, context).flatMap((member) => {
    const key = staticKey(member.property, member.computed);
    if (key === null || known.includes(key)) return [];
    const meant = meantName(key, known);
    const use = meant === null ? "" : ` (use \`${meant}\`)`;
    const message = `Unknown parameter \`${key}\`${use} in \`${call.server}.${call.tool}(...)\`.`;
    const hint = `Call \`${printCall(call.server, tool, [])}\`.`;
    return [findingAt("CHECK_ARGUMENTS", member.property, message, hint)];
  });
}

/** The first key of a literal that the tool does not have. */
function unknownKey(
  { node, type }: Place & { node: ObjectExpression },
  tool: ToolModel,
): Node | null {
  const object = objectOf(type, tool);
  if (object === null || isOpen(object)) return null;
  const known = new Set(object.properties.map((property) => property.name));
  for (const property of node.properties) {
    if (property.type !== "Property") continue;
    const key = staticKey(property.key, property.computed);
    if (key !== null && !known.has(key)) return property.key;
  }
  return null;
}

function isOpen(object: ObjectNode): boolean {
  return object.indexes.some((index) => index.type.kind !== "never");
}
