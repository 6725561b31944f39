import type { Node } from "oxc-parser";
import { isFunction, staticKey, unwrap, walk } from "../ast.ts";
import { findingAt, type Finding } from "../finding.ts";
import type { RuleContext } from "./context.ts";

/** Methods of arrays that take what a callback returns for a truth value or an order: a promise is always true. */
const JUDGING = new Set([
  "filter",
  "find",
  "findIndex",
  "findLast",
  "findLastIndex",
  "some",
  "every",
  "sort",
  "toSorted",
]);

/** Async callbacks of methods that do not wait for them. */
export function checkAsyncCallbacks({ parsed, scopes }: RuleContext): Finding[] {
  const findings: Finding[] = [];
  walk(parsed.program, (node) => {
    if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return;
    const [callback] = node.arguments;
    if (callback === undefined || !isAsync(callback)) return;
    const { property, computed } = node.callee;
    const method = staticKey(property, computed);
    if (method === "forEach") {
      findings.push(
        findingAt(
          "CHECK_ASYNC_CALLBACK",
          property,
          "`forEach` does not wait for an async callback.",
        ),
      );
    } else if (method !== null && JUDGING.has(method)) {
      findings.push(
        findingAt(
          "CHECK_ASYNC_CALLBACK",
          property,
          `\`${method}\` does not wait for an async callback: the promise itself counts, and it is always true.`,
          "Compute the values first with `await Promise.all(items.map(async (item) => ...))`.",
        ),
      );
    }
  });
  return findings;

  function isAsync(callback: Node): boolean {
    const inner = unwrap(callback);
    if (inner.type !== "Identifier") return isFunction(inner) && inner.async;
    const declaration = scopes.resolved.get(inner)?.declaration;
    const target = declaration?.type === "VariableDeclarator" ? declaration.init : declaration;
    return target !== null && target !== undefined && isFunction(target) && target.async;
  }
}
