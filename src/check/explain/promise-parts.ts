import type { Node } from "oxc-parser";
import { isFunction, staticKey, unwrap } from "../ast.ts";
import type { CompilerFinding, ExplainContext, Explainer, Explanation } from "./context.ts";
import { quoteSource, shortSource } from "./sources.ts";

/** Parts of a promise that are read as if it were its value, `results[0]`, and `reduce` with an async callback. */
export const explainPromisePart: Explainer = (finding, context) =>
  itemOfPromise(finding, context) ??
  fieldsOfPromise(finding, context) ??
  asyncReduce(finding, context) ??
  asyncItems(finding, context);

/** `const results = Promise.all(...); results[0]` */
function itemOfPromise(
  { code, first, path, start }: CompilerFinding,
  context: ExplainContext,
): Explanation | undefined {
  if ((code !== 7053 && code !== 7015) || !/index type 'Promise</.test(first)) return undefined;
  const member = path.findLast(
    (node) => node.type === "MemberExpression" && node.computed && node.start === start,
  );
  return member?.type === "MemberExpression" ? awaitOf(member.object, context) : undefined;
}

/** `const { a, b } = github.get_me()`: one promise, however many fields. */
function fieldsOfPromise(
  { code, first, path }: CompilerFinding,
  context: ExplainContext,
): Explanation | undefined {
  if ((code !== 2339 && code !== 2551) || !/on type 'Promise</.test(first)) return undefined;
  const declarator = path.findLast((node) => node.type === "VariableDeclarator");
  if (declarator?.type !== "VariableDeclarator" || declarator.init === null) return undefined;
  const isInPattern = declarator.id.type === "ObjectPattern" && path.includes(declarator.id);
  return isInPattern ? awaitOf(declarator.init, context) : undefined;
}

function awaitOf(promise: Node, context: ExplainContext): Explanation {
  const node = unwrap(promise);
  const text = shortSource(node, context);
  const isName = node.type === "Identifier";
  return {
    code: "CHECK_AWAIT",
    key: `await ${text ?? ""}${isName ? "" : ` ${node.start}`}`,
    message: `${quoteSource(node, context)} is a promise: its value is not there yet.`,
    hint: isName
      ? `Add \`await\` where \`${text}\` gets its value, or write \`(await ${text})\` here.`
      : `Write \`${text === null ? "(await ...)" : `(await ${text})`}\`.`,
  };
}

/** `[...pages()]` and `for (const page of pages())`, where `pages` is an `async function*`. */
function asyncItems(
  { code, first, path }: CompilerFinding,
  context: ExplainContext,
): Explanation | undefined {
  if (code !== 2488 && code !== 2461 && code !== 2504) return undefined;
  if (!/^Type 'Async(?:Generator|Iterable|IterableIterator)</.test(first)) return undefined;
  const taken = path.findLast(
    (node) => node.type === "ForOfStatement" || node.type === "SpreadElement",
  );
  if (taken?.type !== "ForOfStatement" && taken?.type !== "SpreadElement") return undefined;
  const items = taken.type === "ForOfStatement" ? taken.right : taken.argument;
  const text = shortSource(items, context) ?? "...";
  return {
    code: "CHECK_AWAIT",
    key: `items ${items.start}`,
    message: `${quoteSource(items, context)} gives its items one after the other, each is waited for.`,
    hint:
      taken.type === "ForOfStatement"
        ? `Write \`for await (... of ${text})\`.`
        : `Collect them first: \`const items = []; for await (const item of ${text}) items.push(item);\`.`,
  };
}

/** `files.reduce(async (sum, file) => sum + ..., 0)` */
function asyncReduce(
  { code, text, path }: CompilerFinding,
  context: ExplainContext,
): Explanation | undefined {
  if (!/^(?:2769|2345|2322|2365|2362|2363)$/.test(String(code))) return undefined;
  if (!text.includes("Promise<")) return undefined;
  const callback = path.findLast((node) => isFunction(node) && node.async && isOfReduce(node));
  if (callback === undefined) return undefined;
  const call = context.parsed.parents.get(callback);
  return {
    code: "CHECK_AWAIT",
    key: `reduce ${call?.start ?? callback.start}`,
    message: "`reduce` does not wait for an async callback: the next one gets its promise.",
    hint: "Write a loop: `for (const item of items) total += await ...;`.",
  };

  function isOfReduce(node: Node): boolean {
    const parent = context.parsed.parents.get(node);
    if (parent?.type !== "CallExpression" || parent.callee.type !== "MemberExpression")
      return false;
    const method = staticKey(parent.callee.property, parent.callee.computed) ?? "";
    return parent.arguments[0] === node && /^reduce(?:Right)?$/.test(method);
  }
}
