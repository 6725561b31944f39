import type { Node } from "oxc-parser";
import { staticKey, unwrap } from "../ast.ts";
import { findingAt, type Finding } from "../finding.ts";
import type { PromiseKind } from "../flow/promises.ts";
import { listTakenApart } from "../flow/taken-apart.ts";
import type { Misuse } from "../flow/uses.ts";
import type { Binding } from "../scope.ts";
import type { RuleContext } from "./context.ts";

/** Promises that are used as the values they will have, as far as the compiler does not mind. */
export function checkPromiseValues(context: RuleContext): Finding[] {
  const { flow, parsed } = context;
  const findings: Finding[] = [];
  const named = new Set<Binding>();
  const lists = new Set<Node>();
  for (const node of parsed.parents.keys()) {
    const binding = node.type === "Identifier" ? flow.constants.bindingOf(node) : null;
    // A promise with a name is told once: the `await` belongs where it gets its value.
    if (binding && named.has(binding)) continue;
    const kind = mayBeUsed(node) ? flow.promises.kindOf(node) : null;
    if (kind !== null && !isHandedOn(node, context)) {
      const finding = misuseOf(node, kind, context) ?? fieldOf(node, kind, context);
      if (finding === null) continue;
      const list = binding ? listTakenApart(binding, parsed.parents) : null;
      if (list !== null) {
        // One `Promise.all` mends all of its names.
        if (!lists.has(list)) findings.push(unawaitedList(list, context));
        lists.add(list);
        continue;
      }
      findings.push(finding);
      if (binding) named.add(binding);
    } else {
      const returned = returnedBy(node, context);
      if (returned !== null) findings.push(returned);
    }
  }
  return findings;
}

function mayBeUsed({ type }: Node): boolean {
  return (
    type === "CallExpression" ||
    type === "NewExpression" ||
    type === "Identifier" ||
    type === "ArrayExpression" ||
    type === "MemberExpression"
  );
}

/** Whether a promise only becomes part of what is looked at itself: `p` of `p.then(...)`, or of `[p, q]`. */
function isHandedOn(node: Node, { parsed, flow }: RuleContext): boolean {
  const member = parsed.parents.get(node);
  if (member?.type === "ArrayExpression") return flow.promises.kindOf(member) === "promises";
  if (member?.type !== "MemberExpression" || member.object !== node) return false;
  const call = parsed.parents.get(member);
  return call?.type === "CallExpression" && call.callee === member
    ? flow.promises.kindOf(call) !== null
    : false;
}

function misuseOf(node: Node, kind: PromiseKind, context: RuleContext): Finding | null {
  const use = context.flow.uses.of(node, kind);
  if (use.kind !== "misused" || isMeant(node, use.misuse, context)) return null;
  return finding(node, kind, use.misuse, context);
}

/** To look whether a promise is there, or to log it, is odd but does no harm when it is awaited elsewhere. */
function isMeant(node: Node, misuse: Misuse, { flow }: RuleContext): boolean {
  if (misuse !== "condition" && misuse !== "log") return false;
  const binding = flow.constants.bindingOf(node);
  if (node.type === "MemberExpression") return true;
  return binding !== null && binding !== undefined && flow.uses.isUsedAsPromise(binding);
}

/** `cache.a.length`, where `cache.a` is a field of the program's own, so that the compiler knows nothing of it. */
function fieldOf(node: Node, kind: PromiseKind, context: RuleContext): Finding | null {
  if (node.type !== "MemberExpression" || kind !== "promise") return null;
  const { flow, parsed } = context;
  const binding = flow.constants.bindingOf(node.object);
  const holder = binding ? flow.holders.of(binding) : null;
  const name = staticKey(node.property, node.computed);
  if (holder?.literal.type !== "ObjectExpression") return null;
  const isDeclared = holder.literal.properties.some(
    (property) =>
      property.type === "Property" && staticKey(property.key, property.computed) === name,
  );
  const member = parsed.parents.get(node);
  if (isDeclared || member?.type !== "MemberExpression" || member.object !== node) return null;
  return findingAt("CHECK_AWAIT", node, ...advice(node, kind, "operand", context));
}

/** What the program returns with a promise in it that is not written there. */
function returnedBy(node: Node, context: RuleContext): Finding | null {
  const { flow } = context;
  const returned = flow.uses.resultOf(node);
  if (returned === null) return null;
  const inner = unwrap(returned);
  const inside = flow.promises.insideOf(inner);
  if (inside === null) return null;
  // What stands in the result itself is told there.
  if (inner.start <= inside.start && inside.end <= inner.end && inner !== inside) {
    if (flow.uses.of(inside, "promise").kind === "misused") return null;
  }
  if (inner === inside) return null;
  return finding(inside, flow.promises.kindOf(inside) ?? "promise", "result", context);
}

function finding(node: Node, kind: PromiseKind, misuse: Misuse, context: RuleContext): Finding {
  const code = misuse === "predicate" ? "CHECK_ASYNC_CALLBACK" : "CHECK_AWAIT";
  return findingAt(code, node, ...advice(node, kind, misuse, context));
}

/** `const [a, b] = [one(), two()]`, also with an `await` before it, which awaits nothing. */
function unawaitedList(value: Node, context: RuleContext): Finding {
  const list = value.type === "AwaitExpression" ? unwrap(value.argument) : value;
  return findingAt("CHECK_AWAIT", value, ...advice(list, "promises", "operand", context));
}

const WHAT: Readonly<Record<Misuse, string>> = {
  condition: "a promise, which is always true",
  text: "a promise: as text it is `[object Promise]`",
  operand: "a promise: its value is not there yet",
  spread: "a promise: there is nothing in it to spread",
  argument: "a promise: its value is not there yet",
  log: "a promise: its value is not there yet",
  result: "a promise inside the result, which cannot be returned",
  predicate: "a promise, which is always true",
};

function advice(
  node: Node,
  kind: PromiseKind,
  misuse: Misuse,
  { parsed }: RuleContext,
): [message: string, hint: string] {
  const text = parsed.text.slice(node.start, node.end);
  const isShort = text.length <= 60 && !text.includes("\n");
  const name = isShort ? `\`${text}\`` : "This value";
  if (kind === "promises") {
    return [
      `${name} is a list of promises: their values are not there yet.`,
      `Write \`await Promise.all(${isShort ? text : "..."})\`.`,
    ];
  }
  const message = `${name} is ${WHAT[misuse]}.`;
  if (misuse === "predicate") {
    return [
      message,
      "Compute the values first with `await Promise.all(items.map(async (item) => ...))`.",
    ];
  }
  if (node.type === "Identifier") {
    return [
      message,
      `Add \`await\` where \`${text}\` gets its value, or write \`(await ${text})\` here.`,
    ];
  }
  return [
    message,
    isShort
      ? `Write \`(await ${text})\`.`
      : "Put it in parentheses with `await` before it: `(await ...)`.",
  ];
}
