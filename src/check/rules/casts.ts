import type { Node, TSAsExpression, TSTypeAssertion } from "oxc-parser";
import { staticKey, walk } from "../ast.ts";
import { findingAt, type Finding } from "../finding.ts";
import { isWriteTarget } from "../flow/constants.ts";
import type { Rewrite } from "../rewrite.ts";
import type { Binding } from "../scope.ts";
import type { RuleContext } from "./context.ts";

type Cast = TSAsExpression | TSTypeAssertion;

/** A server, or a tool of one, whose type is cast away or that becomes a variable of another type. */
export function checkCasts(context: RuleContext): Finding[] {
  const { parsed, uses } = context;
  return uses.uses.flatMap(({ server, node, access }) => {
    const subjects = access?.type === "MemberExpression" ? [node, access] : [node];
    return subjects.flatMap((subject) => {
      const outer = typeAround(subject, parsed.parents);
      if (outer === null) return [];
      return [findingAt("CHECK_CAST", outer, `The type of \`${server}\` is cast away.`)];
    });
  });
}

/** The cast, or the variable with an annotation, that a server becomes alone or in a list or an object. */
function typeAround(subject: Node, parents: ReadonlyMap<Node, Node>): Node | null {
  let value = subject;
  let isInside = false;
  for (let at = parents.get(value); at !== undefined; at = parents.get(at)) {
    // A map of functions may well have a type of its own: `Record<string, () => Promise<unknown>>`.
    const isLost = isInside ? isNothing : loses;
    if (isCast(at) && isLost(at.typeAnnotation)) return at;
    if (at.type === "VariableDeclarator") {
      const annotation = at.id.typeAnnotation?.typeAnnotation;
      return at.init === value && annotation !== undefined && isLost(annotation) ? at : null;
    }
    if (isPart(at, value)) isInside = true;
    else if (!isWrapper(at)) return null;
    value = at;
  }
  return null;
}

/** Whether a value is put into a list or an object that is written there. */
function isPart(node: Node, value: Node): boolean {
  switch (node.type) {
    case "ObjectExpression":
    case "ArrayExpression":
      return true;
    case "Property":
      return node.value === value;
    default:
      return false;
  }
}

/** Types of which nothing, or next to nothing, is known. */
const NAMES_OF_NOTHING = new Set(["Function", "Object", "Record"]);

function isNothing({ type }: Node): boolean {
  return /^TS(?:Any|Unknown|Never|Object)Keyword$/.test(type);
}

/** Whether with a type less is known than that the value is a server or a tool. */
function loses(type: Node): boolean {
  let found = false;
  walk(type, (node) => {
    if (isNothing(node)) found = true;
    if (node.type === "TSTypeReference" && node.typeName.type === "Identifier") {
      found ||= NAMES_OF_NOTHING.has(node.typeName.name);
    }
    // A type that says itself which tools there are.
    if (node.type === "TSTypeLiteral" && node === type) found = true;
    return !found;
  });
  return found;
}

/** Whether the value is still the one inside, whatever its type is now. */
function isWrapper(node: Node): boolean {
  return (
    node.type === "ParenthesizedExpression" ||
    node.type === "TSNonNullExpression" ||
    node.type === "TSSatisfiesExpression" ||
    isCast(node)
  );
}

/**
 * Blanks the casts to `any` or `unknown` of what a tool is given, and those on the way from its result to another type,
 * so that the compiler sees the types that are there. A cast that hid nothing wrong costs nothing.
 */
export function blankCasts(context: RuleContext, rewrite: Rewrite): void {
  for (const { access } of context.uses.uses) {
    if (access?.type === "MemberExpression") blankCastsOfIndirectCall(access, context, rewrite);
  }
  const given = new Set<Node>(context.calls.flatMap(({ call }) => call.arguments));
  const constants = new Set<Binding>();
  for (const { call, raw } of context.calls) {
    for (const argument of call.arguments) {
      blankCastsIn(argument, rewrite);
      const binding = context.flow.constants.bindingOf(argument);
      if (binding && !constants.has(binding)) blankTypeOfConstant(binding, given, context, rewrite);
      if (binding) constants.add(binding);
    }
    if (!raw) blankCastsAround(call, context, rewrite);
  }
}

/** `github.get_me.call(null, { ... } as any)` */
function blankCastsOfIndirectCall(tool: Node, { parsed }: RuleContext, rewrite: Rewrite): void {
  const member = parsed.parents.get(tool);
  if (member?.type !== "MemberExpression" || member.object !== tool) return;
  const call = parsed.parents.get(member);
  if (call?.type !== "CallExpression" || call.callee !== member) return;
  if (!/^(?:call|apply|bind)$/.test(staticKey(member.property, member.computed) ?? "")) return;
  for (const argument of call.arguments) blankCastsIn(argument, rewrite);
}

/** `(await tool()) as unknown as Other` becomes `(await tool()) as Other`. */
function blankCastsAround(call: Node, { parsed }: RuleContext, rewrite: Rewrite): void {
  const inner: Cast[] = [];
  for (let at = parsed.parents.get(call); at !== undefined; at = parsed.parents.get(at)) {
    if (isCast(at) && !erases(at)) {
      for (const cast of inner) blankCast(cast, rewrite);
      return;
    }
    if (isCast(at)) inner.push(at);
    else if (at.type !== "AwaitExpression" && !isWrapper(at)) return;
  }
}

/** `const query: any = { ... }`, or `= { ... } as any`, where the literal is all that the tool is ever given. */
function blankTypeOfConstant(
  binding: Binding,
  given: ReadonlySet<Node>,
  context: RuleContext,
  rewrite: Rewrite,
): void {
  const { flow, parsed } = context;
  if (binding.declaration.type !== "VariableDeclarator") return;
  const { id, init } = binding.declaration;
  const annotation = id.typeAnnotation;
  if (annotation && annotation.typeAnnotation.type !== "TSAnyKeyword") return;
  if (init === null || flow.constants.valueOf(binding)?.type !== "ObjectExpression") return;
  const isOnlyGiven = binding.references.every((one) => {
    const parent = parsed.parents.get(one);
    return given.has(one) || (parent?.type === "MemberExpression" && !isWritten(parent, context));
  });
  if (!isOnlyGiven) return;
  if (annotation) rewrite.blank(annotation.start, annotation.end);
  blankCastsIn(init, rewrite);
  if (isCast(init) && (erases(init) || isDoubleCast(init))) endStatement(init, context, rewrite);
}

/** Without its cast, a value before a line that begins with `[` or `(` would be continued by it. */
function endStatement(cast: Cast, { parsed }: RuleContext, rewrite: Rewrite): void {
  if (cast.type !== "TSAsExpression") return;
  const declarator = parsed.parents.get(cast);
  const statement = declarator && parsed.parents.get(declarator);
  if (statement?.end !== cast.end) return;
  const isLoopHead = parsed.parents.get(statement)?.type.startsWith("For") === true;
  if (!isLoopHead) rewrite.put(cast.end - 1, ";");
}

/** Whether a member, or something in it, is given a value or may be: what a method does cannot be seen. */
function isWritten(member: Node, { parsed }: RuleContext): boolean {
  let below = member;
  let at = parsed.parents.get(below);
  while (at?.type === "MemberExpression" && at.object === below) {
    below = at;
    at = parsed.parents.get(below);
  }
  return at?.type === "CallExpression" || isWriteTarget(below, parsed.parents);
}

/** Only what becomes part of the argument: `(item as any).title` reads from an untyped value, which is allowed. */
function blankCastsIn(node: Node, rewrite: Rewrite): void {
  switch (node.type) {
    case "TSAsExpression":
    case "TSTypeAssertion":
      if (erases(node) || isDoubleCast(node)) blankCast(node, rewrite);
      blankCastsIn(node.expression, rewrite);
      return;
    case "ParenthesizedExpression":
    case "TSNonNullExpression":
    case "TSSatisfiesExpression":
      blankCastsIn(node.expression, rewrite);
      return;
    case "SpreadElement":
      blankCastsIn(node.argument, rewrite);
      return;
    case "ObjectExpression":
      for (const property of node.properties) {
        blankCastsIn(property.type === "Property" ? property.value : property, rewrite);
      }
      return;
    case "ArrayExpression":
      for (const element of node.elements) if (element !== null) blankCastsIn(element, rewrite);
      return;
    case "ConditionalExpression":
      blankCastsIn(node.consequent, rewrite);
      blankCastsIn(node.alternate, rewrite);
      return;
    case "LogicalExpression":
      blankCastsIn(node.left, rewrite);
      blankCastsIn(node.right, rewrite);
      return;
    default:
  }
}

function blankCast(node: Cast, rewrite: Rewrite): void {
  if (node.type === "TSAsExpression") rewrite.blank(node.expression.end, node.end);
  else rewrite.blank(node.start, node.expression.start);
}

function isCast(node: Node): node is Cast {
  return node.type === "TSAsExpression" || node.type === "TSTypeAssertion";
}

function erases(node: Cast): boolean {
  const { type } = node.typeAnnotation;
  return type === "TSAnyKeyword" || type === "TSUnknownKeyword" || type === "TSNeverKeyword";
}

function isDoubleCast(node: Cast): boolean {
  let inner: Node = node.expression;
  while (inner.type === "ParenthesizedExpression" || inner.type === "TSSatisfiesExpression") {
    inner = inner.expression;
  }
  return isCast(inner) && erases(inner);
}
