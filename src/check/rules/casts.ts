import type { Node, TSAsExpression, TSTypeAssertion } from "oxc-parser";
import { findingAt, type Finding } from "../finding.ts";
import { isWriteTarget } from "../flow/constants.ts";
import type { Rewrite } from "../rewrite.ts";
import type { RuleContext } from "./context.ts";

type Cast = TSAsExpression | TSTypeAssertion;

/** A server, or a tool of one, whose type is cast away or that becomes an `any` variable. */
export function checkCasts({ parsed, uses }: RuleContext): Finding[] {
  return uses.uses.flatMap(({ server, node, access }) => {
    const subjects = access?.type === "MemberExpression" ? [node, access] : [node];
    return subjects.flatMap((subject) => {
      const outer = castAround(subject, parsed.parents) ?? untypedVariable(subject, parsed.parents);
      if (outer === null) return [];
      return [findingAt("CHECK_CAST", outer, `The type of \`${server}\` is cast away.`)];
    });
  });
}

function castAround(subject: Node, parents: ReadonlyMap<Node, Node>): Cast | null {
  for (let at = parents.get(subject); at !== undefined; at = parents.get(at)) {
    if (isCast(at) && erases(at)) return at;
    if (!isWrapper(at)) return null;
  }
  return null;
}

function untypedVariable(subject: Node, parents: ReadonlyMap<Node, Node>): Node | null {
  let value = subject;
  let declarator = parents.get(value);
  while (declarator !== undefined && isWrapper(declarator)) {
    value = declarator;
    declarator = parents.get(value);
  }
  if (declarator?.type !== "VariableDeclarator" || declarator.init !== value) return null;
  return declarator.id.typeAnnotation?.typeAnnotation.type === "TSAnyKeyword" ? declarator : null;
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
  for (const { call, raw } of context.calls) {
    for (const argument of call.arguments) {
      blankCastsIn(argument, rewrite);
      blankAnnotation(argument, context, rewrite);
    }
    if (!raw) blankCastsAround(call, context, rewrite);
  }
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

/** `const query: any = { ... }`, where the literal is all that the tool is ever given. */
function blankAnnotation(argument: Node, context: RuleContext, rewrite: Rewrite): void {
  const { flow, parsed } = context;
  const binding = flow.constants.bindingOf(argument);
  if (!binding || binding.declaration.type !== "VariableDeclarator") return;
  const annotation = binding.declaration.id.typeAnnotation;
  if (annotation?.typeAnnotation.type !== "TSAnyKeyword") return;
  if (flow.constants.valueOf(binding)?.type !== "ObjectExpression") return;
  const given = new Set<Node>(context.calls.flatMap(({ call }) => call.arguments));
  const isOnlyGiven = binding.references.every((one) => {
    const parent = parsed.parents.get(one);
    return given.has(one) || (parent?.type === "MemberExpression" && !isWritten(parent, context));
  });
  if (isOnlyGiven) rewrite.blank(annotation.start, annotation.end);
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
