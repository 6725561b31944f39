import type { Node } from "oxc-parser";
import { isFunction, staticKey, unwrap } from "../ast.ts";
import { findingAt, type Finding } from "../finding.ts";
import type { Binding } from "../scope.ts";
import type { ToolCall } from "../tool-calls.ts";
import type { ExplainContext } from "./context.ts";
import { outputProperties, printResult } from "./signature.ts";
import { meantName } from "./suggest.ts";

/** How many functions and names a result is followed through. */
const MAX_STEPS = 4;

/**
 * Fields read from a result whose type the program has thrown away: `const graph: any = await memory.read_graph()`,
 * `(graph) => graph.nodes`. The compiler sees `any` there, the schema of the tool still holds.
 */
export function checkUntypedResults(context: ExplainContext): Finding[] {
  const findings: Finding[] = [];
  const seen = new Set<Binding>();
  const said = new Set<string>();
  for (const call of context.calls) {
    if (!call.raw) followValue(awaited(call.call, context), call, false, 0);
  }
  return findings;

  /**
   * @param isUntyped whether its type is lost by now
   * @param doubted fields of which the program looks elsewhere whether they are there
   */
  function followValue(
    value: Node | null,
    call: ToolCall,
    isUntyped: boolean,
    step: number,
    doubted: ReadonlySet<string> = new Set(),
  ): void {
    if (value === null || step > MAX_STEPS) return;
    const { node, isCast } = outermost(value, context);
    const parent = context.parsed.parents.get(node);
    const isLost = isUntyped || isCast;
    switch (parent?.type) {
      case "MemberExpression": {
        if (!isLost || parent.object !== node || isTentative(parent, context)) return;
        const field = staticKey(parent.property, parent.computed);
        if (field !== null && !doubted.has(field)) checkName(field, parent.property, call);
        return;
      }
      case "VariableDeclarator":
        if (parent.init === node) followPattern(parent.id, call, isLost, step);
        return;
      case "CallExpression":
        followArgument(parent, node, call, step);
        return;
      default:
    }
  }

  function followPattern(pattern: Node, call: ToolCall, isLost: boolean, step: number): void {
    const annotation = (pattern as { typeAnnotation?: { typeAnnotation: Node } | null })
      .typeAnnotation?.typeAnnotation;
    // With another type, it is what the compiler says of that.
    if (annotation !== undefined && annotation.type !== "TSAnyKeyword") return;
    if (!isLost && annotation === undefined) {
      if (pattern.type !== "Identifier") return;
    }
    const isUntyped = isLost || annotation !== undefined;
    if (pattern.type === "ObjectPattern") {
      for (const property of pattern.properties) {
        if (property.type !== "Property" || property.value.type === "AssignmentPattern") continue;
        checkName(staticKey(property.key, property.computed), property.key, call);
      }
      return;
    }
    const binding = context.scopes.declared.get(pattern);
    if (binding !== undefined) followName(binding, call, isUntyped, step);
  }

  function followName(binding: Binding, call: ToolCall, isUntyped: boolean, step: number): void {
    if (seen.has(binding) || !context.flow.constants.isNeverWritten(binding.identifier)) return;
    seen.add(binding);
    const doubted = doubtedFields(binding, context);
    for (const reference of binding.references) {
      followValue(reference, call, isUntyped, step + 1, doubted);
    }
  }

  /** `names(await memory.read_graph())`, where the function is the program's and says nothing of its parameter. */
  function followArgument(parent: Node, argument: Node, call: ToolCall, step: number): void {
    if (parent.type !== "CallExpression") return;
    const position = parent.arguments.indexOf(argument as (typeof parent.arguments)[number]);
    const target = context.flow.constants.functionOf(parent.callee);
    const parameter = target?.params[position];
    if (target === null || parameter === undefined || !isCalledOnce(parent.callee, target)) return;
    const annotation =
      parameter.type === "Identifier" ? parameter.typeAnnotation?.typeAnnotation.type : "other";
    if (annotation !== undefined && annotation !== "TSAnyKeyword") return;
    const binding = context.scopes.declared.get(parameter);
    if (binding !== undefined) followName(binding, call, true, step + 1);
  }

  /** Whether a function is called at one place only, so that its parameter is nothing else. */
  function isCalledOnce(callee: Node, target: Node): boolean {
    if (isFunction(unwrap(callee))) return true;
    const binding = context.flow.constants.bindingOf(callee);
    const isPassedOn = context.parsed.parents.get(target)?.type === "CallExpression";
    return binding?.references.length === 1 && !isPassedOn;
  }

  function checkName(field: string | null, place: Node, { server, tool: name }: ToolCall): void {
    const tool = context.slices.tool(server, name);
    if (field === null || tool === null || tool.output === null) return;
    const { type } = tool.output;
    const properties = outputProperties(tool);
    if (type.kind !== "object" || properties === null || type.indexes.length > 0) return;
    if (properties.some((property) => property.name === field)) return;
    if (field in Object.prototype || said.has(`${server}.${name}.${field}`)) return;
    said.add(`${server}.${name}.${field}`);
    const names = properties.map((property) => property.name);
    const meant = meantName(field, names);
    const advice = meant === null ? "" : ` Did you mean \`${meant}\`?`;
    findings.push(
      findingAt(
        "CHECK_RESULT",
        place,
        `The result of \`${server}.${name}\` has no \`${field}\`.${advice}`,
        `\`${server}.${name}\` gives \`${printResult(tool)}\`.`,
      ),
    );
  }
}

/** The `await` of a call. */
function awaited(call: Node, { parsed }: ExplainContext): Node | null {
  const parent = parsed.parents.get(call);
  return parent?.type === "AwaitExpression" ? parent : null;
}

/** With the parentheses and assertions around it; what another type than `any` is asserted of is left to the compiler. */
function outermost(value: Node, { parsed }: ExplainContext): { node: Node; isCast: boolean } {
  let node = value;
  let isCast = false;
  for (let at = parsed.parents.get(node); at !== undefined; at = parsed.parents.get(at)) {
    if (at.type === "ChainExpression" || unwrap(at) === at) break;
    if (at.type === "TSAsExpression" || at.type === "TSTypeAssertion") {
      if (at.typeAnnotation.type !== "TSAnyKeyword") break;
      isCast = true;
    }
    node = at;
  }
  return { node, isCast };
}

/** Whether the program looks first whether the field is there: `r.items ?? r.issues`, `if (r.items)`, `r.items?.length`. */
function isTentative(member: Node, { parsed }: ExplainContext): boolean {
  let below = member;
  for (let at = parsed.parents.get(below); at !== undefined; at = parsed.parents.get(at)) {
    switch (at.type) {
      case "LogicalExpression":
      case "UnaryExpression":
      case "ConditionalExpression":
      case "IfStatement":
      case "BinaryExpression":
      case "AssignmentExpression":
      case "UpdateExpression":
        return true;
      case "MemberExpression":
      case "CallExpression":
        // Of what is not there nothing can be read.
        return at.optional;
      default:
        if (unwrap(at) !== unwrap(below)) return false;
    }
    below = at;
  }
  return false;
}

/** The fields that the program looks for, or gives to the value itself. */
function doubtedFields(binding: Binding, context: ExplainContext): Set<string> {
  const fields = new Set<string>();
  for (const reference of binding.references) {
    const member = context.parsed.parents.get(reference);
    if (member?.type !== "MemberExpression" || member.object !== reference) continue;
    const name = staticKey(member.property, member.computed);
    if (name !== null && isTentative(member, context)) fields.add(name);
  }
  return fields;
}
