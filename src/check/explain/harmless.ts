import type { Node } from "oxc-parser";
import { isFunction, staticKey, unwrap } from "../ast.ts";
import type { CompilerFinding, ExplainContext, Explainer } from "./context.ts";
import { methodOf } from "./items.ts";
import { isOwnData } from "./own-data.ts";

/** What the compiler minds in itself, and what is right where it stands. */
export const explainHarmless: Explainer = (finding, context) =>
  isAskedFor(finding) ||
  isNamedGroup(finding, context) ||
  isTakenGroup(finding, context) ||
  isAwaitedSum(finding, context) ||
  isSumTakenApart(finding) ||
  isOwnAnswer(finding, context) ||
  isMoreThanNone(finding, context) ||
  isOption(finding, context) ||
  isMoreThanTaken(finding) ||
  isOwnCount(finding, context) ||
  isCounted(finding) ||
  isLookedFor(finding)
    ? null
    : undefined;

/**
 * `function f({ name, size = 1 } = {}) {}` and `f({ name: "a" })`: to the compiler what has no default of its own is not
 * there.
 */
function isOption({ code, path, start }: CompilerFinding, context: ExplainContext): boolean {
  if (code === 2339) {
    const pattern = path.findLast((node) => node.type === "AssignmentPattern" && isOptions(node));
    return (
      pattern?.type === "AssignmentPattern" &&
      pattern.left.type === "ObjectPattern" &&
      pattern.left.properties.some((one) => one.type === "Property" && one.key.start === start)
    );
  }
  if (code !== 2353 && code !== 2561) return false;
  const call = path.findLast((node) => node.type === "CallExpression");
  const key = path.findLast((node) => node.type === "Property" && node.key.start === start);
  if (call?.type !== "CallExpression" || key?.type !== "Property") return false;
  const target = context.flow.promises.targetOf(call);
  const place = call.arguments.findIndex((one) => one.start <= start && start < one.end);
  const argument = call.arguments[place];
  const parameter = target?.params[place];
  if (argument?.type !== "ObjectExpression" || !argument.properties.some((one) => one === key))
    return false;
  if (parameter?.type !== "AssignmentPattern" || !isOptions(parameter)) return false;
  const name = staticKey(key.key, key.computed);
  return (
    parameter.left.type === "ObjectPattern" &&
    parameter.left.properties.some(
      (one) => one.type === "Property" && staticKey(one.key, one.computed) === name,
    )
  );
}

/** A pattern without a type whose default is `{}`. */
function isOptions(node: Node): boolean {
  return (
    node.type === "AssignmentPattern" &&
    node.left.type === "ObjectPattern" &&
    !node.left.typeAnnotation &&
    node.right.type === "ObjectExpression" &&
    node.right.properties.length === 0
  );
}

/** `typeof missing`: the one thing that may be done with a name that is not there. */
function isAskedFor({ code, path }: CompilerFinding): boolean {
  const parent = path.at(-2);
  return code === 2304 && parent?.type === "UnaryExpression" && parent.operator === "typeof";
}

/** `match.groups.year`: where the expression has named groups, a match has them. */
function isNamedGroup({ code, start, path }: CompilerFinding, { parsed }: ExplainContext): boolean {
  if ((code !== 18048 && code !== 2532) || !parsed.text.includes("(?<")) return false;
  return path.some(
    (node) =>
      node.start === start &&
      ((node.type === "Identifier" && node.name === "groups") ||
        (node.type === "MemberExpression" && staticKey(node.property, node.computed) === "groups")),
  );
}

/** `text.matchAll(/(?<year>\d+)/g).map(({ groups: { year } }) => year)` */
function isTakenGroup({ code, first, path, start }: CompilerFinding, { parsed }: ExplainContext) {
  if (code !== 2339 || !parsed.text.includes("(?<")) return false;
  if (!first.endsWith(" on type '{ [key: string]: string; } | undefined'.")) return false;
  return path.some(
    (node) =>
      node.type === "Property" &&
      staticKey(node.key, node.computed) === "groups" &&
      node.value.type === "ObjectPattern" &&
      node.value.start < start,
  );
}

/**
 * `items.reduce(async (sum, item) => [...(await sum), await tool(item)], Promise.resolve([]))`: the callback waits for the
 * one before it. To the compiler nothing fits into that `[]`.
 */
function isAwaitedSum({ code, last, path }: CompilerFinding, { parsed, scopes }: ExplainContext) {
  if (code !== 2769 || !/to type 'never'\.?$/.test(last)) return false;
  const call = path.findLast(
    (node) => node.type === "CallExpression" && /^reduce(?:Right)?$/.test(methodOf(node) ?? ""),
  );
  const [callback, initial] = call?.type === "CallExpression" ? call.arguments : [];
  if (callback === undefined || initial === undefined || !isFunction(callback)) return false;
  const [sum] = callback.params;
  const binding = sum === undefined ? undefined : scopes.declared.get(sum);
  const isAwaited = binding?.references.some(
    (reference) => parsed.parents.get(reference)?.type === "AwaitExpression",
  );
  return callback.async && isAwaited === true && methodOf(unwrap(initial)) === "resolve";
}

/** `const [some, others] = items.reduce(([a, b], item) => ..., [[], []])`, which the compiler takes for a choice of items. */
function isSumTakenApart({ code, path }: CompilerFinding): boolean {
  if (code !== 2488) return false;
  const declarator = path.findLast((node) => node.type === "VariableDeclarator");
  if (declarator?.type !== "VariableDeclarator" || declarator.id.type !== "ArrayPattern") {
    return false;
  }
  const call = declarator.init === null ? null : unwrap(declarator.init);
  if (call?.type !== "CallExpression" || !/^reduce(?:Right)?$/.test(methodOf(call) ?? "")) {
    return false;
  }
  return call.arguments[1]?.type === "ArrayExpression";
}

/** `({ true: "yes", false: "no" })[count > 3]` */
function isOwnAnswer({ code, first, path, start }: CompilerFinding, context: ExplainContext) {
  if (code !== 2538 || !first.startsWith("Type 'boolean'")) return false;
  const member = path.findLast(
    (node) => node.type === "MemberExpression" && node.computed && node.property.start === start,
  );
  if (member?.type !== "MemberExpression" || !isOwnData(member.object, context)) return false;
  const object = unwrap(member.object);
  const held = context.flow.constants.bindingOf(object);
  const literal = held ? context.flow.constants.valueOf(held) : object;
  if (literal?.type !== "ObjectExpression") return false;
  return literal.properties.some(
    (one) => one.type === "Property" && /^(?:true|false)$/.test(keyOf(one) ?? ""),
  );
}

function keyOf({ key, computed }: Extract<Node, { type: "Property" }>): string | null {
  if (key.type === "Literal" && typeof key.value === "boolean") return String(key.value);
  return staticKey(key, computed);
}

/** `message.reply_count > 0`: of what is undefined the answer is no, as it is of none. */
function isMoreThanNone({ code, first, path, start }: CompilerFinding, { parsed }: ExplainContext) {
  const name = /^'(.+)' is possibly 'undefined'/.exec(first)?.[1];
  if (code !== 18048 || name === undefined) return false;
  return path.some((node) => {
    if (node.type !== "BinaryExpression" || node.left.start !== start) return false;
    const { left, right, operator } = node;
    if (parsed.text.slice(left.start, left.end) !== name || right.type !== "Literal") return false;
    if (typeof right.value !== "number") return false;
    return (operator === ">" && right.value >= 0) || (operator === ">=" && right.value > 0);
  });
}

/** `const { a = 1 } = { b: 2 }`: what a pattern does not take is left. */
function isMoreThanTaken({ code, path, start }: CompilerFinding): boolean {
  if (code !== 2353 && code !== 2561) return false;
  const from = path.findLastIndex(
    (node) =>
      (node.type === "AssignmentPattern" && node.left.type === "ObjectPattern") ||
      (node.type === "VariableDeclarator" && node.id.type === "ObjectPattern"),
  );
  const holder = path[from];
  const pattern = holder?.type === "VariableDeclarator" ? holder.id : holder;
  const isTyped = (pattern as { typeAnnotation?: Node | null } | undefined)?.typeAnnotation;
  const within = path.slice(from + 1);
  return (
    from !== -1 &&
    !isTyped &&
    within.every((node) => !isFunction(node) && node.type !== "CallExpression") &&
    within.some((node) => node.type === "ObjectExpression" && node.start < start)
  );
}

/**
 * More arguments than one of the program's own functions names, which `arguments` or nothing takes, and fewer where the
 * function looks whether each of the others is there.
 */
function isOwnCount(
  { code, first, path, start }: CompilerFinding,
  context: ExplainContext,
): boolean {
  if (code !== 2554) return false;
  const [, wanted, given] = /^Expected (\d+) arguments, but got (\d+)\./.exec(first) ?? [];
  const call = path.findLast(
    (node) =>
      node.type === "CallExpression" &&
      (node.callee.end > start || node.arguments.some((one) => one.start === start)),
  );
  if (call?.type !== "CallExpression" || wanted === undefined) return false;
  const target = context.flow.promises.targetOf(call);
  if (target === null) return false;
  if (Number(given) > Number(wanted)) return true;
  return target.params
    .slice(Number(given))
    .every((parameter) => parameter.type === "Identifier" && isDoubted(parameter, context));
}

/** Whether a parameter without a type is only used where it may be missing: `name || "x"`, `if (name)`, `name === undefined`. */
function isDoubted(parameter: Node, { parsed, scopes }: ExplainContext): boolean {
  const binding = scopes.declared.get(parameter);
  if (binding === undefined || (parameter.type === "Identifier" && parameter.typeAnnotation)) {
    return false;
  }
  return binding.references.some((reference) => {
    const at = parsed.parents.get(reference);
    switch (at?.type) {
      case "LogicalExpression":
        // `found ?? fallback` is undefined where there is no fallback.
        return at.left === reference || at.operator === "??";
      case "IfStatement":
      case "ConditionalExpression":
        return at.test === reference;
      case "UnaryExpression":
        return at.operator === "!" || at.operator === "typeof";
      case "BinaryExpression":
        return /^[!=]==?$/.test(at.operator);
      case "AssignmentExpression":
        return at.left === reference && /^(?:\?\?|\|\|)=$/.test(at.operator);
      default:
        return false;
    }
  });
}

/** `sum + (issue.comments > 3)`: true counts one. */
function isCounted({ code, first }: CompilerFinding): boolean {
  return (
    code === 2365 &&
    /^Operator '\+=?' cannot be applied to types '(?:number' and '(?:boolean|true|false)|(?:boolean|true|false)' and 'number)'/.test(
      first,
    )
  );
}

/**
 * `LEVELS.includes(word)` where `LEVELS` is a list of known texts, and `word` any: the answer is no for what is not in it.
 * A text that is known, and not in it, is a mistake.
 */
function isLookedFor({ code, first, path, start }: CompilerFinding): boolean {
  if (code !== 2345 || !WIDER_THAN_LISTED.test(first)) return false;
  const call = path.findLast(
    (node) => node.type === "CallExpression" && node.arguments[0]?.start === start,
  );
  if (call?.type !== "CallExpression" || call.callee.type !== "MemberExpression") return false;
  const { property, computed } = call.callee;
  return /^(?:includes|indexOf|lastIndexOf|has|get)$/.test(staticKey(property, computed) ?? "");
}

/** Any text or number where one of a few is asked for. */
const WIDER_THAN_LISTED =
  /^Argument of type '(?:string|number)(?: \| (?:undefined|null))*' is not assignable to parameter of type '(?:"|\d)/;
