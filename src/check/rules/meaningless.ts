import type { Node } from "oxc-parser";
import { isFunction, staticKey, unwrap, walk } from "../ast.ts";
import { findingAt, type Finding } from "../finding.ts";
import type { RuleContext } from "./context.ts";

/** Methods of lists that look at what their callback returns, and those that take it for a truth value. */
const LOOKING = /^(?:map|flatMap|filter|find|findIndex|findLast|findLastIndex|some|every)$/;
const JUDGING = /^(?:filter|find|findIndex|findLast|findLastIndex|some|every)$/;

/** What is computed and then lost in a callback without `return`. A call or an assignment may be there for itself. */
const VALUES = new Set<Node["type"]>([
  "MemberExpression",
  "Identifier",
  "Literal",
  "TemplateLiteral",
  "BinaryExpression",
  "ObjectExpression",
  "ArrayExpression",
]);

/** Conditions that are the same whatever happens, `if (n = 0)`, and callbacks that return nothing where all that counts is what they return. */
export function checkMeaningless({ parsed }: RuleContext): Finding[] {
  const findings: Finding[] = [];
  walk(parsed.program, (node) => {
    switch (node.type) {
      case "IfStatement":
      case "WhileStatement":
      case "ConditionalExpression":
        judge(node.test);
        return;
      case "CallExpression": {
        const [callback] = node.arguments;
        const callee = unwrap(node.callee);
        if (callback === undefined || callee.type !== "MemberExpression") return;
        const method = staticKey(callee.property, callee.computed) ?? "";
        const target = unwrap(callback);
        if (!LOOKING.test(method) || !isFunction(target) || target.generator || !target.body)
          return;
        if (target.body.type !== "BlockStatement") {
          if (JUDGING.test(method)) judge(target.body);
          return;
        }
        const lost = lostValue(target.body);
        if (lost !== null) findings.push(returnsNothing(lost, method, parsed.text));
        return;
      }
      default:
    }
  });
  return findings;

  /** Only constants: `while (match = pattern.exec(text))` means what it says. */
  function judge(test: Node): void {
    const node = unwrap(test);
    if (node.type === "LogicalExpression") {
      judge(node.left);
      judge(node.right);
      return;
    }
    if (node.type !== "AssignmentExpression" || node.operator !== "=") return;
    if (unwrap(node.right).type !== "Literal") return;
    const left = parsed.text.slice(node.left.start, node.left.end);
    const name = left.length <= 60 && !left.includes("\n") ? `\`${left}\`` : "it";
    findings.push(
      findingAt(
        "CHECK_TYPE",
        node,
        `\`=\` gives ${name} a new value here, it does not compare.`,
        "Write `===`.",
      ),
    );
  }
}

/** The value that stands last in a block without `return`. */
function lostValue(block: Extract<Node, { type: "BlockStatement" }>): Node | null {
  let last: Node | undefined = block.body.at(-1);
  // The braces of `{ name: one.name }` are those of a block, and `name:` is a label.
  if (last?.type === "LabeledStatement") last = last.body;
  if (last?.type !== "ExpressionStatement" || !VALUES.has(unwrap(last.expression).type))
    return null;
  let leaves = false;
  walk(block, (node) => {
    if (isFunction(node)) return false;
    leaves ||= node.type === "ReturnStatement" || node.type === "ThrowStatement";
    return !leaves;
  });
  return leaves ? null : last.expression;
}

function returnsNothing(lost: Node, method: string, text: string): Finding {
  const value = text.slice(lost.start, lost.end);
  const isShort = value.length <= 60 && !value.includes("\n");
  return findingAt(
    "CHECK_TYPE",
    lost,
    `The callback of \`${method}\` returns nothing: in braces, a value needs \`return\`.`,
    `Write \`return ${isShort ? value : "..."};\`, or leave the braces out; an object needs parentheses: \`=> ({ ... })\`.`,
  );
}
