import type { CallExpression, Node } from "oxc-parser";
import { isFunction, staticKey, unwrap, walk } from "../ast.ts";
import { findingAt, type Finding } from "../finding.ts";
import type { Binding } from "../scope.ts";
import type { RuleContext } from "./context.ts";

/** Calls of tools, and of the program's own async functions that call tools, for whose end nothing waits. */
export function checkFloating(context: RuleContext): Finding[] {
  const called = new Set<Node>(context.calls.map(({ call }) => call));
  const ofTools = context.calls
    // A tool that does not exist is told as that.
    .filter(({ server, tool }) => context.index.servers.get(server)?.tools.has(tool) === true)
    .filter(({ call }) => isFloating(call, context))
    .map(({ call, server, tool }) => floating(call, `${server}.${tool}(...)`));
  const ofFunctions: Finding[] = [];
  walk(context.parsed.program, (node) => {
    if (node.type !== "CallExpression" || called.has(node)) return;
    const target = asyncFunctionOf(node.callee, context);
    if (target === null || !callsTools(target, context) || !isFloating(node, context)) return;
    const name = node.callee.type === "Identifier" ? `${node.callee.name}(...)` : "the function";
    ofFunctions.push(floating(node, name));
  });
  return [...ofTools, ...ofFunctions];
}

function floating(call: CallExpression, name: string): Finding {
  const subject = name === "the function" ? "The call of this async function" : `\`${name}\``;
  return findingAt("CHECK_FLOATING", call, `${subject} is not awaited.`);
}

/** Whether the promise of a call is thrown away: a statement of its own, or a variable that is never read. */
function isFloating(call: Node, context: RuleContext): boolean {
  const { parents } = context.parsed;
  let at = call;
  for (;;) {
    const parent = parents.get(at);
    if (parent === undefined) return false;
    switch (parent.type) {
      case "ExpressionStatement":
        return !isResult(parent, context);
      case "VariableDeclarator":
        return parent.init === at && isNeverRead(parent.id, context);
      case "ParenthesizedExpression":
      case "ChainExpression":
      case "TSAsExpression":
      case "TSSatisfiesExpression":
      case "TSNonNullExpression":
      case "SequenceExpression":
        break;
      case "UnaryExpression":
        if (parent.operator !== "void") return false;
        break;
      case "ConditionalExpression":
        if (parent.test === at) return false;
        break;
      case "LogicalExpression":
        if (parent.left === at) return false;
        break;
      case "MemberExpression": {
        // `.then(...)` gives another promise, for which nothing waits either.
        const next = chainedCall(parent, at, parents);
        if (next === null) return false;
        at = next;
        continue;
      }
      default:
        return false;
    }
    at = parent;
  }
}

/** The last statement's value is the program's result, so it is awaited. */
function isResult(statement: Node, { form }: RuleContext): boolean {
  return form.kind === "last-expression" && form.statement === statement;
}

function isNeverRead(id: Node, { scopes }: RuleContext): boolean {
  const binding = scopes.bindings.find(({ identifier }) => identifier === id);
  return binding !== undefined && binding.references.length === 0;
}

function chainedCall(
  member: Extract<Node, { type: "MemberExpression" }>,
  object: Node,
  parents: ReadonlyMap<Node, Node>,
): Node | null {
  const method = staticKey(member.property, member.computed);
  if (member.object !== object || !/^(?:then|catch|finally)$/.test(method ?? "")) return null;
  const call = parents.get(member);
  return call?.type === "CallExpression" && call.callee === member ? call : null;
}

/** The program's own async function that an expression names or is. */
function asyncFunctionOf(callee: Node, { scopes }: RuleContext): Node | null {
  const inner = unwrap(callee);
  const target = inner.type === "Identifier" ? functionOf(scopes.resolved.get(inner)) : inner;
  return target !== null && isFunction(target) && target.async ? target : null;
}

function functionOf(binding: Binding | null | undefined): Node | null {
  const declaration = binding?.declaration;
  if (declaration?.type === "VariableDeclarator") {
    return declaration.init === null ? null : unwrap(declaration.init);
  }
  return declaration?.type === "FunctionDeclaration" ? declaration : null;
}

function callsTools(target: Node, { calls }: RuleContext): boolean {
  return calls.some(({ call }) => target.start <= call.start && call.end <= target.end);
}
