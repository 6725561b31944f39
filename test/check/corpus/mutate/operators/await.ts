import type { AwaitExpression, CallExpression, Node } from "oxc-parser";
import { isFunction, staticKey, unwrap, walk } from "../../../../../src/check/ast.ts";
import type { ToolModel } from "../../../../../src/model/types.ts";
import { nodesOf, outermostOf, type Draft, type Operator, type Subject } from "../subject.ts";

/**
 * What becomes of a value.
 * - `unused`: nothing
 * - `awaited`: it is awaited all the same, by the caller or further on, so that a missing `await` changes nothing
 * - `used`: it is read
 */
type Use = "unused" | "awaited" | "used";

/** Where a promise does as well as its value. */
const TAKES_PROMISES = new Set(["all", "allSettled", "race", "any", "fromAsync", "resolve"]);

/** `const x = server.tool(...)`, read as if it were there. */
export const missingAwaitUsed: Operator = (subject) =>
  awaitsOf(subject)
    .filter(({ node }) => useOf(subject, node) === "used")
    .map(({ node, variant, tool }) => withoutAwait(node, variant, tool));

/** `server.tool(...);` */
export const missingAwaitUnused: Operator = (subject) =>
  awaitsOf(subject)
    .filter(({ node, callsTool }) => callsTool && useOf(subject, node) === "unused")
    .map(({ node, variant, tool }) => withoutAwait(node, variant, tool));

/** `await files.map(async ...)`, or no `await` at all. */
export const droppedPromiseAll: Operator = (subject) =>
  [...nodesOf(subject)].flatMap((node): Draft[] => {
    if (node.type !== "CallExpression" || promiseMethod(node) !== "all") return [];
    const [list] = node.arguments;
    if (list === undefined || list.type === "SpreadElement" || !holdsPromises(subject, list)) {
      return [];
    }
    const outer = outermostOf(subject, node);
    const above = subject.context.parsed.parents.get(outer);
    const awaited = above?.type === "AwaitExpression" ? above : null;
    if (isElementOfPromises(subject, awaited ?? outer)) return [];
    const only = (variant: string, whole: Node, prefix: string): Draft => ({
      variant,
      edits: [
        { start: whole.start, end: list.start, text: prefix },
        { start: list.end, end: whole.end, text: "" },
      ],
      fix: ["Promise.all", "await"],
      tool: firstToolIn(subject, list),
    });
    if (awaited === null) return [only("without await", node, "")];
    return [only("await of a list", awaited, "await "), only("without await", awaited, "")];
  });

interface Awaited {
  node: AwaitExpression;
  variant: string;
  tool: ToolModel | null;
  /** Whether tools are called by what is awaited. */
  callsTool: boolean;
}

/** The `await`s of tools, of `Promise.all(...)` and of the program's own functions. */
function awaitsOf(subject: Subject): Awaited[] {
  return [...nodesOf(subject)].flatMap((node): Awaited[] => {
    if (node.type !== "AwaitExpression") return [];
    const inner = unwrap(node.argument);
    if (inner.type !== "CallExpression") return [];
    const call = subject.calls.find((one) => one.node === inner);
    const tool = call?.tool ?? firstToolIn(subject, inner);
    if (call !== undefined) {
      return [{ node, variant: call.raw ? "raw" : "a tool", tool, callsTool: true }];
    }
    if (promiseMethod(inner) !== null) {
      return [{ node, variant: "Promise.all", tool, callsTool: tool !== null }];
    }
    const own = ownAsync(subject, inner);
    if (own === null) return [];
    const inside = firstToolIn(subject, own);
    return [{ node, variant: "a function", tool: inside, callsTool: inside !== null }];
  });
}

function withoutAwait(node: AwaitExpression, variant: string, tool: ToolModel | null): Draft {
  return {
    variant,
    edits: [{ start: node.start, end: node.argument.start, text: "" }],
    fix: ["await"],
    tool,
  };
}

/** The program's own async function that is called, if it is one for sure. */
function ownAsync(subject: Subject, call: CallExpression): Node | null {
  if (call.callee.type !== "Identifier") return null;
  const declaration = subject.context.scopes.resolved.get(call.callee)?.declaration;
  if (declaration === undefined) return null;
  if (declaration.type === "FunctionDeclaration") {
    return declaration.async && !declaration.generator ? declaration : null;
  }
  if (declaration.type !== "VariableDeclarator" || declaration.init === null) return null;
  const init = unwrap(declaration.init);
  return isFunction(init) && init.async && !init.generator ? init : null;
}

function firstToolIn(subject: Subject, root: Node): ToolModel | null {
  const inside = subject.calls.find(({ node }) => node.start >= root.start && node.end <= root.end);
  return inside?.tool ?? null;
}

/** `all` of `Promise.all(...)`. */
function promiseMethod(call: CallExpression): string | null {
  const { callee } = call;
  if (callee.type !== "MemberExpression" || callee.object.type !== "Identifier") return null;
  const { name } = callee.object;
  const method = staticKey(callee.property, callee.computed);
  const known = (name === "Promise" || name === "Array") && TAKES_PROMISES.has(method ?? "");
  return known ? method : null;
}

/** Whether the items of a list are promises for sure. */
function holdsPromises(subject: Subject, list: Node): boolean {
  const inner = unwrap(list);
  const isPromise = (node: Node | null): boolean => {
    const one = node === null ? null : unwrap(node);
    if (one?.type !== "CallExpression") return false;
    return subject.calls.some((call) => call.node === one) || ownAsync(subject, one) !== null;
  };
  if (inner.type === "ArrayExpression") return inner.elements.some(isPromise);
  if (inner.type !== "CallExpression" || inner.callee.type !== "MemberExpression") return false;
  if (staticKey(inner.callee.property, inner.callee.computed) !== "map") return false;
  const [callback] = inner.arguments;
  if (callback === undefined || !isFunction(callback)) return false;
  if (callback.async) return true;
  return callback.body?.type !== "BlockStatement" && isPromise(callback.body);
}

function isElementOfPromises(subject: Subject, node: Node): boolean {
  return useOf(subject, node) === "awaited" && !isReturned(subject, node);
}

function isReturned(subject: Subject, node: Node): boolean {
  const above = subject.context.parsed.parents.get(outermostOf(subject, node));
  return above !== undefined && (above.type === "ReturnStatement" || isBodyOf(above, node));
}

function isBodyOf(above: Node, node: Node): boolean {
  return above.type === "ArrowFunctionExpression" && node.start > (above.params.at(-1)?.end ?? 0);
}

function useOf(subject: Subject, node: Node, depth = 0): Use {
  const outer = outermostOf(subject, node);
  const above = subject.context.parsed.parents.get(outer);
  if (above === undefined || depth > 20) return "awaited";
  switch (above.type) {
    case "ExpressionStatement":
      return isLastStatement(subject, above) ? "awaited" : "unused";
    // An async function hands on the value of a promise that it returns.
    case "ReturnStatement":
    case "AwaitExpression":
    case "ArrowFunctionExpression":
    case "ExportDefaultDeclaration":
      return "awaited";
    case "ConditionalExpression":
      return above.test === outer ? "used" : useOf(subject, above, depth + 1);
    case "LogicalExpression":
      return above.left === outer ? "used" : useOf(subject, above, depth + 1);
    case "ArrayExpression":
      return isListOfPromises(subject, above) ? "awaited" : "used";
    case "CallExpression":
      return useAsArgument(subject, above, outer);
    case "ForOfStatement":
      return above.await ? "awaited" : "used";
    case "YieldExpression":
      return "awaited";
    case "VariableDeclarator":
      return above.id.type === "Identifier" ? useOfName(subject, above.id, depth) : "used";
    case "AssignmentExpression":
      // A cache of promises does as well as one of values: who reads it decides.
      if (above.operator !== "=") return "awaited";
      return above.left.type === "Identifier" ? useOfName(subject, above.left, depth) : "used";
    default:
      return "used";
  }
}

/** A list whose items are awaited: the argument of `Promise.all`, or what `for await` goes through. */
function isListOfPromises(subject: Subject, list: Node): boolean {
  const above = subject.context.parsed.parents.get(outermostOf(subject, list));
  if (above?.type === "CallExpression") return promiseMethod(above) !== null;
  return above?.type === "ForOfStatement" && above.await;
}

function useAsArgument(subject: Subject, call: CallExpression, argument: Node): Use {
  if (call.callee === argument) return "used";
  if (promiseMethod(call) !== null) return "awaited";
  const { callee } = call;
  if (callee.type !== "MemberExpression" || callee.object.type !== "Identifier") return "used";
  // `pending.push(server.tool())` is right when the list is awaited as a whole.
  const binding = subject.context.scopes.resolved.get(callee.object);
  const collected = binding?.references.some((one) => {
    const above = subject.context.parsed.parents.get(outermostOf(subject, one));
    if (above?.type === "CallExpression") return promiseMethod(above) !== null;
    return above?.type === "ForOfStatement" && above.await;
  });
  return collected === true ? "awaited" : "used";
}

/** What becomes of a variable: it is read when any place reads it. */
function useOfName(subject: Subject, identifier: Node, depth: number): Use {
  const { declared, resolved } = subject.context.scopes;
  const binding = declared.get(identifier) ?? resolved.get(identifier);
  if (binding === null || binding === undefined) return "used";
  const reads = binding.references.filter((one) => one !== identifier && !isWrite(subject, one));
  if (reads.length === 0) return "unused";
  const uses = reads.map((one) => useOf(subject, one, depth + 1));
  return uses.includes("used") ? "used" : "awaited";
}

function isWrite(subject: Subject, reference: Node): boolean {
  const above = subject.context.parsed.parents.get(reference);
  return (
    above?.type === "AssignmentExpression" && above.left === reference && above.operator === "="
  );
}

/** Whether a statement is the program's last one: its value is the program's. */
function isLastStatement(subject: Subject, statement: Node): boolean {
  const { program, parents } = subject.context.parsed;
  let last = false;
  const { body } = program;
  if (body.at(-1) === statement) return true;
  // A lone function is called with its own body; nothing follows from its last statement.
  walk(program, (node) => {
    if (node.type === "BlockStatement" && node.body.at(-1) === statement) {
      const above = parents.get(node);
      last ||= above === undefined;
    }
  });
  return last;
}
