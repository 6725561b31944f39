import type { Node, ObjectExpression } from "oxc-parser";
import type { ToolModel } from "../../model/types.ts";
import { outermost, staticKey, unwrap } from "../ast.ts";
import { findingAt, type Finding } from "../finding.ts";
import { isWriteTarget } from "../flow/constants.ts";
import type { Binding } from "../scope.ts";
import type { ToolCall } from "../tool-calls.ts";
import type { ExplainContext } from "./context.ts";
import { auditNames, keysOf } from "./input-names.ts";
import { literalsIn, objectOf, type Place } from "./places.ts";
import { printCall } from "./signature.ts";

/** How many references of one name are looked at. */
const MAX_REFERENCES = 200;

/** How many literals of one input are told of. */
const MAX_AUDITED = 20;

/**
 * Unknown parameters of a literal that a constant holds: `const query = { owner, repo, labell: "x" }; tool(query)`. The
 * compiler looks for them only in a literal that stands in the call.
 * @param said what is told already, in which a call or a literal is left out
 */
export function checkHeldInputs(context: ExplainContext, said: readonly Finding[]): Finding[] {
  const findings: Finding[] = [];
  const seen = new Set<Node>();
  for (const call of context.calls) {
    const held = heldInput(call, context);
    if (held === null || seen.has(held.literal)) continue;
    const { literal, tool, binding } = held;
    seen.add(literal);
    const isTold = said.some((one) => isIn(one, call.call) || isIn(one, literal));
    if (isTold || !isOnlyPassed(binding, literal, call, tool, context)) continue;
    findings.push(...unknownIn(literal, call, tool, context));
  }
  return findings;
}

function heldInput(call: ToolCall, context: ExplainContext) {
  const [argument] = call.call.arguments;
  const tool = context.slices.tool(call.server, call.tool);
  if (argument === undefined || tool === null || call.call.arguments.length !== 1) return null;
  const binding = context.flow.constants.bindingOf(unwrap(argument));
  const literal = binding ? context.flow.constants.valueOf(binding) : null;
  return binding && literal?.type === "ObjectExpression" ? { literal, tool, binding } : null;
}

function isIn(inner: { start: number; end: number }, outer: Node): boolean {
  return outer.start <= inner.start && inner.start < outer.end;
}

/**
 * Whether a name is given to this one tool and nothing else can see or change what is in it. A field that the program
 * reads itself, or that another tool takes, is there for that.
 */
function isOnlyPassed(
  { references }: Binding,
  literal: ObjectExpression,
  { server, tool: name }: ToolCall,
  tool: ToolModel,
  { parsed, flow }: ExplainContext,
): boolean {
  if (references.length > MAX_REFERENCES) return false;
  const written = new Set(keysOf(literal));
  const names = new Set(objectOf(tool.input.type, tool)?.properties.map((one) => one.name));
  return references.every((reference) => {
    const outer = outermost(reference, parsed.parents);
    const parent = parsed.parents.get(outer);
    if (parent?.type === "CallExpression" && parent.callee !== outer) {
      const passed = flow.toolAt(parent);
      return passed?.server === server && passed.tool === name;
    }
    if (parent?.type !== "MemberExpression" || parent.object !== outer) return false;
    const key = staticKey(parent.property, parent.computed);
    if (key === null || !names.has(key)) return false;
    // A parameter that is not in the literal may be added.
    return !isChanged(parent, parsed.parents) || !written.has(key);
  });
}

/** Whether a field, or something deeper in it, is given a value or deleted. */
function isChanged(member: Node, parents: ReadonlyMap<Node, Node>): boolean {
  for (let at: Node | undefined = member; at?.type === "MemberExpression"; at = parents.get(at)) {
    if (isWriteTarget(at, parents)) return true;
  }
  return false;
}

function unknownIn(
  root: ObjectExpression,
  call: ToolCall,
  tool: ToolModel,
  { flow: { constants } }: ExplainContext,
): Finding[] {
  const place: Place = { node: root, steps: [], type: tool.input.type };
  const name = `${call.server}.${call.tool}`;
  const findings: Finding[] = [];
  for (const literal of literalsIn(place, tool).slice(0, MAX_AUDITED)) {
    const unknown = unknownKey(literal, tool);
    const audit = unknown === null ? null : auditNames(literal, tool, name, constants);
    if (unknown === null || audit === null) continue;
    const hint = audit.isAll
      ? undefined
      : `Call \`${printCall(call.server, tool, keysOf(root))}\`.`;
    findings.push(findingAt("CHECK_ARGUMENTS", unknown, audit.message, hint));
  }
  return findings;
}

/** The first key of a literal that the tool does not have. */
function unknownKey(
  { node, type }: Place & { node: ObjectExpression },
  tool: ToolModel,
): Node | null {
  const object = objectOf(type, tool);
  if (object === null || object.indexes.some((index) => index.type.kind !== "never")) return null;
  const known = new Set(object.properties.map((property) => property.name));
  for (const property of node.properties) {
    if (property.type !== "Property") return null;
    const key = staticKey(property.key, property.computed);
    if (key !== null && !known.has(key)) return property.key;
  }
  return null;
}
