import type { Node } from "oxc-parser";
import { isFunction, staticKey, unwrap, walk } from "../ast.ts";
import type { CompilerFinding, ExplainContext, Explainer } from "./context.ts";

/** What the compiler says when a value may be undefined: read from, and handed on. */
const READ = new Set([18048, 2532, 2722]);
const HANDED_ON = new Set([2322, 2345, 2538, 2488, 2769, 18048]);

const SAYS_UNDEFINED = /'undefined'|\bundefined'/;

/** Methods that give an item by its place, as `list[0]` does, of which the compiler does not ask whether it is there. */
const BY_PLACE = /^(?:at|pop|shift|codePointAt)$/;

type Call = Extract<Node, { type: "CallExpression" }>;

/**
 * Values that are there, though the types of `pop`, `shift`, `at` and `get` do not know: taken by their place, and from
 * a map that the program has asked or filled before (`if (!groups.has(k)) groups.set(k, []); groups.get(k).push(x)`).
 */
export const explainTakenItem: Explainer = (finding, context) => {
  if (!READ.has(finding.code) && !HANDED_ON.has(finding.code)) return undefined;
  if (!SAYS_UNDEFINED.test(finding.text) || mayBeNull(finding.text)) return undefined;
  if (isInput(finding, context) || isOfAnotherType(finding)) return undefined;
  const call = takingCall(finding, context);
  if (call === null || call.callee.type !== "MemberExpression") return undefined;
  const method = methodOf(call);
  if (BY_PLACE.test(method)) return null;
  return method === "get" && isKnownKey(call, context) ? null : undefined;
};

/** Whether the message speaks of null, other than in what a field of the value may be. */
function mayBeNull(text: string): boolean {
  let outer = text;
  for (let inner = ""; inner !== outer;) {
    inner = outer;
    outer = inner.replaceAll(/\{[^{}]*\}/g, "");
  }
  return outer.includes("null");
}

/** `tool(queue.shift())`: a text or number is no input, whether it is there or not. */
function isInput({ code, first, start }: CompilerFinding, { calls }: ExplainContext): boolean {
  if (code !== 2345 || !/^Argument of type '(?:string|number) \| undefined'/.test(first))
    return false;
  return calls.some(({ call }) => call.arguments.some((argument) => argument.start === start));
}

/** `issue_number: url.split("/").pop()`: a text is no number, whether it is there or not. */
function isOfAnotherType({ text }: CompilerFinding): boolean {
  const [, given, wanted] =
    /'(string|number|boolean) \| undefined' is not assignable to (?:type|parameter of type) '(string|number|boolean)(?: \| undefined)?'/.exec(
      text,
    ) ?? [];
  return given !== undefined && given !== wanted;
}

/**
 * Whether a value is an item taken by its place. Of an input that a constant holds, `const input = { path: queue.shift() }`,
 * the compiler names the field that may be undefined, and not the place of its value.
 */
export function isTakenItem(value: Node, { flow }: ExplainContext): boolean {
  const binding = flow.constants.bindingOf(value);
  const taken = binding ? flow.constants.valueOf(binding) : unwrap(value);
  return taken?.type === "CallExpression" && BY_PLACE.test(methodOf(taken));
}

/** The call that the value is, or was when its constant was declared. */
function takingCall(
  { code, path, start, end }: CompilerFinding,
  context: ExplainContext,
): Call | null {
  const values = path.flatMap((node): Node[] => {
    if (node.type === "Property" && node.key.start === start) return [node.value];
    if (node.type === "VariableDeclarator" && node.id.start === start)
      return node.init === null ? [] : [node.init];
    return node.start === start ? [node] : [];
  });
  // What a name or a pattern gets its value from stands elsewhere.
  const exact = values.filter((value) => value.end === end || value.start !== start);
  // One of the engines does not say where the value ends.
  for (const value of [...exact, ...values.toReversed()]) {
    if (!READ.has(code) && isReadFrom(value, context)) continue;
    const binding = context.flow.constants.bindingOf(value);
    const taken = binding ? context.flow.constants.valueOf(binding) : unwrap(value);
    if (taken?.type === "CallExpression" && methodOf(taken) !== "") return taken;
  }
  return null;
}

/** Whether what is meant is not the value, but something in it. */
function isReadFrom(value: Node, { parsed }: ExplainContext): boolean {
  const parent = parsed.parents.get(value);
  return (
    (parent?.type === "MemberExpression" && parent.object === value) ||
    (parent?.type === "CallExpression" && parent.callee === value)
  );
}

function methodOf({ callee }: Call): string {
  if (callee.type !== "MemberExpression") return "";
  return staticKey(callee.property, callee.computed) ?? "";
}

/** Whether the same function asks the same map for the same key with `has` before, or sets it. */
function isKnownKey(call: Call, context: ExplainContext): boolean {
  const [key] = call.arguments;
  if (key === undefined || call.callee.type !== "MemberExpression") return false;
  const map = textOf(call.callee.object, context);
  const keyText = textOf(key, context);
  let found = false;
  walk(functionAround(call, context), (node) => {
    if (found || node.start >= call.start) return false;
    if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return true;
    const [first] = node.arguments;
    found =
      /^(?:has|set)$/.test(methodOf(node)) &&
      first !== undefined &&
      textOf(first, context) === keyText &&
      textOf(node.callee.object, context) === map;
    return !found;
  });
  return found;
}

function functionAround(node: Node, { parsed }: ExplainContext): Node {
  let home = node;
  for (let at = parsed.parents.get(home); at !== undefined; at = parsed.parents.get(at)) {
    home = at;
    if (isFunction(at)) break;
  }
  return home;
}

function textOf({ start, end }: Node, { parsed }: ExplainContext): string {
  return parsed.text.slice(start, end);
}
