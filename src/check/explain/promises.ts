import type { Node } from "oxc-parser";
import { unwrap } from "../ast.ts";
import type { CompilerFinding, ExplainContext, Explainer, Explanation } from "./context.ts";

/** What to do about an `await` that stands in a function that is not async. */
export const ASYNC_ADVICE =
  "Mark the function `async`; for a callback use `for (const item of items)`, or `await Promise.all(items.map(async (item) => ...))`.";

const ON_PROMISE = /on type '(Promise<.*?>)'\.|^Type '(Promise<.*?>)'/s;

/** A promise used as its value. `await` where there is no async function is the parser's to tell. */
export const explainPromise: Explainer = (finding, context) => {
  const { code, text } = finding;
  switch (code) {
    case 2339:
    case 2551:
    case 7053:
    case 2488:
    case 2461:
    case 2802:
    case 2504:
      return ON_PROMISE.test(text) ? usedAsValue(finding, context) : undefined;
    case 2678:
      return isSwitchOnPromise(finding, context) ? null : undefined;
    case 2362:
    case 2363:
    case 2365:
    case 2367:
    case 2801:
    case 2322:
    case 2345:
    case 2769:
    case 2677:
      return isPromiseMismatch(finding, context) ? usedAsValue(finding, context) : undefined;
    default:
      return undefined;
  }
};

/** Whether a promise is what does not fit: the compiler names it, or the expression is a call without `await`. */
function isPromiseMismatch(finding: CompilerFinding, context: ExplainContext): boolean {
  // A list that the program fills, of which the compiler thinks that nothing fits into it.
  if (/to (?:parameter of )?type 'never'\.?$/.test(finding.text)) return false;
  if (
    /Type 'Promise<|Argument of type 'Promise<|types '.+' and 'Promise<|types 'Promise<|This condition will always return true since this 'Promise</.test(
      finding.text,
    )
  ) {
    return true;
  }
  return (
    /^(?:2362|2363|2365|2367)$/.test(String(finding.code)) &&
    operandsOf(finding.path).some((operand) => context.flow.promises.kindOf(operand) !== null)
  );
}

/** `case "a":` of a `switch` on a promise, which a rule tells at the promise. */
function isSwitchOnPromise({ path }: CompilerFinding, context: ExplainContext): boolean {
  const statement = path.findLast((node) => node.type === "SwitchStatement");
  return (
    statement?.type === "SwitchStatement" &&
    context.flow.promises.kindOf(statement.discriminant) === "promise"
  );
}

function operandsOf(path: readonly Node[]): Node[] {
  const operation = path.findLast(
    (node) => node.type === "BinaryExpression" || node.type === "AssignmentExpression",
  );
  const isOperation =
    operation?.type === "BinaryExpression" || operation?.type === "AssignmentExpression";
  return isOperation ? [operation.left, operation.right] : [];
}

/** The operand that is a promise, where the message names both types: `'number' and 'Promise<number>'`. */
function promisedOperand({ code, first, path }: CompilerFinding): Node | null {
  if (code !== 2365 && code !== 2367) return null;
  const [left, right] = operandsOf(path);
  if (/ and 'Promise</.test(first)) return right ?? null;
  return / types 'Promise</.test(first) ? (left ?? null) : null;
}

function usedAsValue(finding: CompilerFinding, context: ExplainContext): Explanation {
  const subject = promisedOperand(finding) ?? subjectOf(finding);
  const text = subject === null ? "" : context.parsed.text.slice(subject.start, subject.end);
  const array = subject === null ? null : arrayOfPromises(subject, context);
  if (array !== null) {
    return {
      code: "CHECK_AWAIT",
      key: `all ${array}`,
      message: `\`${array}\` is an array of promises.`,
      hint: `Write \`await Promise.all(${array})\`.`,
    };
  }
  const isShort = text !== "" && text.length <= 60 && !text.includes("\n");
  const name = isShort ? `\`${text}\`` : "This value";
  const isName = subject?.type === "Identifier";
  const place = isName ? "" : ` ${finding.start}`;
  return {
    code: "CHECK_AWAIT",
    key: `await ${text}${place}`,
    message: `${name} is a promise: its value is not there yet.`,
    hint: isName
      ? `Add \`await\` where \`${text}\` gets its value, or write \`(await ${text})\` here.`
      : isShort
        ? `Write \`(await ${text})\`.`
        : "Put it in parentheses with `await` before it: `(await ...)`.",
  };
}

/** The expression that is the promise. */
function subjectOf({ path, start }: CompilerFinding): Node | null {
  for (const [index, node] of [...path.entries()].reverse()) {
    if (path[index - 1]?.type === "ObjectPattern") continue;
    if (node.type === "MemberExpression" && start >= node.property.start)
      return unwrap(node.object);
    if (node.type === "VariableDeclarator" && node.init !== null) return unwrap(node.init);
    if (node.type === "ForOfStatement") return unwrap(node.right);
    if (node.type === "CallExpression" || node.type === "AwaitExpression") {
      return node.start === start ? unwrap(node) : null;
    }
    if (node.type === "Property" && start <= node.value.start) return unwrap(node.value);
  }
  return path.at(-1) ?? null;
}

/** For a parameter of a callback, the array whose items it gets. */
function arrayOfPromises(subject: Node, context: ExplainContext): string | null {
  const binding = context.scopes.resolved.get(subject);
  if (binding?.kind !== "parameter") return null;
  const call = context.parsed.parents.get(binding.declaration);
  if (call?.type !== "CallExpression" || call.callee.type !== "MemberExpression") return null;
  const { object } = call.callee;
  const text = context.parsed.text.slice(object.start, object.end);
  return text.length <= 60 && !text.includes("\n") ? text : null;
}
