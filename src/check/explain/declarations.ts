import type { Node } from "oxc-parser";
import type { CompilerFinding, ExplainContext, Explainer, Explanation } from "./context.ts";
import { unwrap } from "../ast.ts";
import type { Binding } from "../scope.ts";
import { cut } from "./signature.ts";
import { quoteSource } from "./sources.ts";
import { toolPartOf, typeOfPart } from "./tool-results.ts";
import { adviseConst } from "./widened.ts";

/** The longest annotation that is repeated. */
const MAX_ANNOTATION = 60;

/** What a variable of such a type can start with. */
const STARTS: ReadonlyMap<string, string> = new Map([
  ["TSStringKeyword", '""'],
  ["TSNumberKeyword", "0"],
  ["TSBooleanKeyword", "false"],
  ["TSArrayType", "[]"],
]);

/** Names that are declared twice, constants that are assigned, `as const` on a variable, typed errors and the like. */
export const explainDeclaration: Explainer = (finding, context) => {
  switch (finding.code) {
    case 2451:
    case 2300:
      return declaredTwice(finding, context);
    case 2588:
      return assignedConstant(finding, context);
    case 1196:
      return typedCatch(finding);
    case 2367:
      return neverEqual(finding);
    case 2454:
      return usedUnassigned(finding, context);
    case 1355:
      return uselessConst(finding, context);
    default:
      return undefined;
  }
};

function declaredTwice(
  { first, start }: CompilerFinding,
  { scopes }: ExplainContext,
): Explanation | null | undefined {
  const name = /'([^']+)'/.exec(first)?.[1];
  const all = scopes.bindings.filter((one) => one.name === name);
  if (name === undefined || all.length < 2) return undefined;
  // Said once, at the second declaration.
  if (all[0]?.identifier.start === start) return null;
  const message = `\`${name}\` is declared twice.`;
  return {
    code: "CHECK_TYPE",
    key: `twice ${name}`,
    message,
    hint: "Give one of them another name.",
  };
}

function assignedConstant(
  { first, path }: CompilerFinding,
  { scopes }: ExplainContext,
): Explanation | undefined {
  const name = /'([^']+)'/.exec(first)?.[1];
  const identifier = path.findLast((node) => node.type === "Identifier" && node.name === name);
  const binding = identifier === undefined ? null : scopes.resolved.get(identifier);
  if (name === undefined) return undefined;
  return {
    code: "CHECK_TYPE",
    key: `constant ${name}`,
    message: `\`${name}\` is a constant and cannot be assigned.`,
    ...(binding?.declaration.type === "VariableDeclarator"
      ? { hint: `Declare it with \`let ${name}\`.` }
      : {}),
  };
}

/** `catch (error: ToolError)` */
function typedCatch({ path, start }: CompilerFinding): Explanation {
  const clause = path.findLast((node) => node.type === "CatchClause");
  const name =
    clause?.type === "CatchClause" && clause.param?.type === "Identifier"
      ? clause.param.name
      : "error";
  return {
    code: "CHECK_TYPE",
    key: `catch ${start}`,
    message: "What is caught has no type of its own.",
    hint: `Write \`catch (${name})\`, and \`if (${name} instanceof ToolError)\` where it matters.`,
  };
}

/** `if (result.success === "true")` */
/** With `==`, a text and a number may be equal. */
function neverEqual({ first, path, start }: CompilerFinding): Explanation | null | undefined {
  const types = /types '(.+)' and '(.+)' have no overlap/.exec(first);
  if (types === null) return undefined;
  const compared = path.findLast((node) => node.type === "BinaryExpression");
  const isLoose = compared?.type === "BinaryExpression" && /^[!=]=$/.test(compared.operator);
  if (
    isLoose &&
    /^'(?:string' and 'number|number' and 'string)'/.test(first.slice(first.indexOf("'")))
  )
    return null;
  return {
    code: "CHECK_TYPE",
    key: `equal ${start}`,
    message: `These are never equal: one is \`${cut(types[1] ?? "", 100)}\`, the other \`${cut(types[2] ?? "", 100)}\`.`,
  };
}

/** `let text; try { text = await ... } catch {} text.length` */
function usedUnassigned(
  { first, path, start }: CompilerFinding,
  context: ExplainContext,
): Explanation | undefined {
  const name = /'([^']+)'/.exec(first)?.[1];
  if (name === undefined) return undefined;
  const used = path.findLast((node) => node.type === "Identifier" && node.start === start);
  const binding = used === undefined ? null : context.scopes.resolved.get(used);
  const declaration = binding?.declaration;
  // With a value, it is used above its declaration.
  if (!binding || declaration?.type !== "VariableDeclarator" || declaration.init !== null)
    return undefined;
  const { text, annotation } = initialOf(binding, context);
  const typed = annotation === null ? name : `${name}: ${annotation}`;
  const otherwise =
    annotation === null
      ? `\`let ${name} = null;\``
      : `\`let ${name}: ${annotation} | null = null;\``;
  return {
    code: "CHECK_NULLABLE",
    key: `unassigned ${name}`,
    message: `\`${name}\` may be undefined here: not every way to this place gives it a value.`,
    hint:
      text === null
        ? `Start with ${otherwise}, and check it before it is used.`
        : `Start with \`let ${typed} = ${text};\`, or with ${otherwise} and check it before it is used.`,
  };
}

/** What a variable can start with, by its annotation or by what it is assigned. */
function initialOf(
  binding: Binding,
  context: ExplainContext,
): { text: string | null; annotation: string | null } {
  const { identifier } = binding;
  const type =
    identifier.type === "Identifier" ? identifier.typeAnnotation?.typeAnnotation : undefined;
  if (type === undefined) return { text: assignedKind(binding, context), annotation: null };
  const printed = context.parsed.text.slice(type.start, type.end);
  const annotation = printed.length <= MAX_ANNOTATION && !printed.includes("\n") ? printed : "...";
  return { text: STARTS.get(type.type) ?? null, annotation };
}

/** The start for the text that a variable is assigned, where it is one. */
function assignedKind({ references }: Binding, context: ExplainContext): string | null {
  const isText = references.some((reference) => {
    const parent = context.parsed.parents.get(reference);
    if (parent?.type !== "AssignmentExpression" || parent.left !== reference) return false;
    const value = unwrap(parent.right);
    if (value.type === "TemplateLiteral") return true;
    if (value.type === "Literal") return typeof value.value === "string";
    const part = toolPartOf(value, context);
    const tool = part === null ? null : context.slices.tool(part.call.server, part.call.tool);
    if (part === null || tool === null || part.isPromise || part.call.raw) return false;
    return typeOfPart(tool, part.fields)?.kind === "string";
  });
  return isText ? '""' : null;
}

function uselessConst(
  { path, start }: CompilerFinding,
  context: ExplainContext,
): Explanation | undefined {
  const assertion = path.findLast((node: Node) => node.type === "TSAsExpression");
  if (assertion?.type !== "TSAsExpression") return undefined;
  return {
    code: "CHECK_TYPE",
    key: `const ${start}`,
    message: `${quoteSource(assertion.expression, context)} is no literal: \`as const\` does nothing there.`,
    hint: adviseConst(assertion.expression, "...", context),
  };
}
