import type { Node } from "oxc-parser";
import { isFunction, staticKey, unwrap, walk } from "../ast.ts";
import { findingAt, type Finding } from "../finding.ts";
import type { RuleContext } from "./context.ts";

/** Timers that elsewhere take code as a text. */
const TIMERS = ["setTimeout", "setInterval"];

/** Code made of strings in ways that the names `eval` and `Function` do not show. The isolate would refuse to run it. */
export function checkMadeCode({ parsed, flow }: RuleContext): Finding[] {
  const findings: Finding[] = [];
  const report = (node: Node, what: string): void => {
    findings.push(
      findingAt(
        "CHECK_NOT_IN_SANDBOX",
        node,
        `${what} does not exist in the sandbox.`,
        "Code cannot be made from strings: write the function out.",
      ),
    );
  };
  walk(parsed.program, (node) => {
    if (node.type === "WithStatement") {
      findings.push(
        findingAt(
          "CHECK_SYNTAX",
          node,
          "`with` is not available in a program.",
          "Write the object's name: `object.field`.",
        ),
      );
    }
    if (node.type !== "CallExpression" && node.type !== "NewExpression") return;
    const callee = unwrap(node.callee);
    if (isConstructor(callee) && (node.type === "CallExpression" || isOfFunction(callee))) {
      report(node, "`.constructor(...)`");
    }
    const [first, second] = node.arguments;
    if (first === undefined) return;
    const isConstructed =
      callee.type === "MemberExpression" &&
      flow.constants.isGlobal(callee.object, "Reflect") &&
      /^(?:construct|apply)$/.test(staticKey(callee.property, callee.computed) ?? "");
    if (isConstructed && second !== undefined && isConstructor(unwrap(first))) {
      report(node, "`.constructor`");
    }
    const isText = first.type === "TemplateLiteral" || isString(first);
    const timer = TIMERS.find((name) => flow.constants.isGlobal(callee, name));
    if (timer !== undefined && isText) report(first, `\`${timer}\` with code as a text`);
  });
  return findings;
}

function isString(node: Node): boolean {
  return node.type === "Literal" && typeof node.value === "string";
}

function isConstructor(node: Node): boolean {
  return (
    node.type === "MemberExpression" && staticKey(node.property, node.computed) === "constructor"
  );
}

/** Whether the constructor is that of a function written there: `Function` and its kind. */
function isOfFunction(callee: Node): boolean {
  if (callee.type !== "MemberExpression") return false;
  const object = unwrap(callee.object);
  if (object.type === "CallExpression") {
    // `Object.getPrototypeOf(async () => {})`
    return object.arguments.some((argument) => isFunction(unwrap(argument)));
  }
  return isFunction(object) || object.type === "ClassExpression" || isConstructor(object);
}
