import type { Node } from "oxc-parser";
import { staticKey, unwrap } from "../ast.ts";
import type { CompilerFinding, ExplainContext, Explainer, Explanation } from "./context.ts";
import { isGuarded } from "./guards.ts";
import { MISSING } from "./implied.ts";
import { quoteSource, shortSource } from "./sources.ts";

const NULLABLE = new Set([18047, 18048, 18049, 2531, 2532, 2533, 2721, 2722, 2723]);
const NOT_ITERABLE = new Set([2488, 2461, 2548]);
const MISMATCH = new Set([2322, 2345, 2769]);

/** Methods that may find nothing. */
const SEARCHING = /^(?:find|findLast|match|exec|get)$/;

/** The longest code that is written out as advice. */
const MAX_CODE = 80;

/** The longest name that is written out a second time. */
const MAX_REPEATED = 30;

/** `issue.assignee.login` where there may be no assignee. */
export const explainNullable: Explainer = (finding, context) => {
  if (NOT_ITERABLE.has(finding.code)) return takenApart(finding, context);
  const { code, first, start, end, path } = finding;
  if (!NULLABLE.has(code)) return undefined;
  const { parsed } = context;
  const subject = path.find(
    (node) => node.start === start && isRead(node, first, end, parsed.text),
  );
  const read = subject === undefined ? null : unwrap(subject);
  const kinds = MISSING.filter((kind) => first.includes(`'${kind}'`));
  const missing = kinds.length > 0 ? kinds : MISSING;
  if (read !== null && (isGuarded(read, context, missing) || isLookedUp(read))) return null;
  const text = /^'(.+)' is possibly/.exec(first)?.[1] ?? parsed.text.slice(start, end);
  const what = kinds.length > 0 ? kinds.join(" or ") : "undefined";
  const isShort = text !== "" && text.length <= 60 && !text.includes("\n");
  const name = isShort ? `\`${text}\`` : "This value";
  return {
    code: "CHECK_NULLABLE",
    key: `nullable ${isShort ? text : start}`,
    message: `${name} may be ${what}${reasonOf(subject, context)}.`,
    hint: adviseRead(subject, isShort ? text : null, context),
  };
};

/** Whether the node is the expression that the message is about: its end is known, or its text is in the message. */
function isRead(node: Node, first: string, end: number, source: string): boolean {
  const text = /^'(.+)' is possibly/.exec(first)?.[1];
  return text === undefined ? node.end === end : source.slice(node.start, node.end) === text;
}

/** `: \`find\` may find nothing`, where the value, or the constant that holds it, was searched for. */
function reasonOf(subject: Node | undefined, { flow }: ExplainContext): string {
  if (subject === undefined) return "";
  const binding = flow.constants.bindingOf(subject);
  const value = binding ? flow.constants.valueOf(binding) : unwrap(subject);
  if (value?.type !== "CallExpression" || value.callee.type !== "MemberExpression") return "";
  const method = staticKey(value.callee.property, value.callee.computed) ?? "";
  return SEARCHING.test(method) ? `: \`${method}\` may find nothing` : "";
}

/** The whole expression, as it can stand there: with `?.` in it, and a default where a value is needed. */
function adviseRead(
  subject: Node | undefined,
  text: string | null,
  context: ExplainContext,
): string {
  const otherwise = "Check it before, or give a default with `??`.";
  if (subject === undefined || text === null) return otherwise;
  const { parsed } = context;
  const { chain, parent } = chainFrom(subject, context);
  const rest = parsed.text.slice(subject.end, chain.end);
  if (rest !== "" && (!/^[.[(]/.test(rest) || rest.includes("\n"))) return otherwise;
  const counted = countedUp(subject, text, parent);
  if (counted !== null) return `Write \`${counted}\`, or give it a value before.`;
  const read = rest === "" ? text : `${text}?.${rest.replace(/^\./, "")}`;
  const isNeeded = rest === "" || needsValue(chain, parent, context);
  const code = isNeeded ? `${read} ?? ${defaultAt(chain, parent, rest, context)}` : read;
  const written = code !== read && isOperand(parent) ? `(${code})` : code;
  if (written.length > MAX_CODE) return otherwise;
  const checked = text.length > MAX_REPEATED ? "it" : `\`${text}\``;
  return `Write \`${written}\`, or check ${checked} before.`;
}

/** `counts.a = (counts.a ?? 0) + 1` for `counts.a++`, and the like for `counts.a += 2`. */
function countedUp(subject: Node, text: string, parent: Node | undefined): string | null {
  if (text.length > MAX_REPEATED) return null;
  if (parent?.type === "AssignmentExpression" && parent.left === subject) {
    return `${text} = (${text} ?? 0) ${parent.operator.replace("=", "")} ...`;
  }
  if (parent?.type === "UpdateExpression") {
    return `${text} = (${text} ?? 0) ${parent.operator.slice(1)} 1`;
  }
  return null;
}

/** Whether a `??` needs parentheses there. */
function isOperand(parent: Node | undefined): boolean {
  return parent?.type === "BinaryExpression" || parent?.type === "UnaryExpression";
}

/** What can stand for a value that is missing; `...` where that cannot be told. */
function defaultAt(
  chain: Node,
  parent: Node | undefined,
  rest: string,
  { flow, parsed }: ExplainContext,
): string {
  switch (parent?.type) {
    case "BinaryExpression": {
      const other = unwrap(parent.left === chain ? parent.right : parent.left);
      const isText =
        other.type === "TemplateLiteral" ||
        (other.type === "Literal" && typeof other.value === "string");
      if (parent.operator === "in" || parent.operator === "instanceof") return "{}";
      return isText ? '""' : "0";
    }
    case "UnaryExpression":
      return "0";
    case "AssignmentExpression":
      return parent.operator === "=" || parent.left === chain ? "..." : "0";
    case "ForOfStatement":
      return "[]";
    case "SpreadElement":
      return parsed.parents.get(parent)?.type === "ObjectExpression" ? "{}" : "[]";
    case "CallExpression":
      // `Number("")` is 0, as if something had been found.
      if (flow.constants.isGlobal(parent.callee, "Number")) return "NaN";
      break;
    default:
  }
  return /^\[\d+\]$/.test(rest) ? '""' : "...";
}

/** Whether a property is in the input of a call. */
function isInCall(property: Node, { parsed }: ExplainContext): boolean {
  let at: Node | undefined = property;
  while (
    at?.type === "Property" ||
    at?.type === "ObjectExpression" ||
    at?.type === "ArrayExpression"
  ) {
    at = parsed.parents.get(at);
  }
  return at?.type === "CallExpression";
}

/** The members and calls that are read from a value. */
function chainFrom(
  subject: Node,
  { parsed }: ExplainContext,
): { chain: Node; parent: Node | undefined } {
  let chain = subject;
  let parent = parsed.parents.get(chain);
  while (
    (parent?.type === "MemberExpression" && parent.object === chain) ||
    (parent?.type === "CallExpression" && parent.callee === chain) ||
    (parent?.type === "ChainExpression" && parent.expression === chain)
  ) {
    chain = parent;
    parent = parsed.parents.get(chain);
  }
  return { chain, parent };
}

/** Whether `undefined` would not do there. */
function needsValue(chain: Node, parent: Node | undefined, context: ExplainContext): boolean {
  switch (parent?.type) {
    case "CallExpression":
    case "NewExpression":
      return parent.callee !== chain;
    case "BinaryExpression":
      return !/^[!=]==?$/.test(parent.operator);
    case "UnaryExpression":
      return parent.operator !== "!" && parent.operator !== "typeof";
    case "AssignmentExpression":
      return true;
    case "ForOfStatement":
    case "SpreadElement":
      return true;
    case "Property":
      return isInCall(parent, context);
    default:
      return false;
  }
}

/** `const [, name] = line.match(/.../)` */
function takenApart(finding: CompilerFinding, context: ExplainContext): Explanation | undefined {
  const types = /^Type '(.+)' (?:must have|is not an array)/.exec(finding.first)?.[1] ?? "";
  const kinds = types.split(" | ").filter((kind) => kind === "null" || kind === "undefined");
  if (kinds.length === 0) return undefined;
  const value = valueTaken(finding);
  if (value === null) return undefined;
  const text = shortSource(value, context);
  return {
    code: "CHECK_NULLABLE",
    key: `nullable ${text ?? value.start}`,
    message: `${quoteSource(value, context)} may be ${kinds.join(" or ")}${reasonOf(value, context)}.`,
    hint:
      text === null || text.length > MAX_CODE
        ? "Check it before, or give a default: `?? []`."
        : `Check it before, or give a default: \`${text} ?? []\`.`,
  };
}

function valueTaken({ path }: CompilerFinding): Node | null {
  for (const node of path.toReversed()) {
    if (node.type === "VariableDeclarator" && node.id.type === "ArrayPattern") return node.init;
    if (node.type === "ForOfStatement") return node.right;
    if (node.type === "SpreadElement") return node.argument;
  }
  return null;
}

/** A value that may be missing, where it is needed: `new Date(fields.get("modified"))`. */
export const explainMissing: Explainer = ({ code, text, start, end, path }, context) => {
  if (!MISMATCH.has(code)) return undefined;
  const mismatch =
    /(?:Argument of type|Type) '([^']*) \| (undefined|null)' is not assignable to (?:parameter of )?type '([^']+)'/.exec(
      text,
    );
  const [, given = "", missing = "", wanted = ""] = mismatch ?? [];
  if (mismatch === null || wanted.includes(missing) || !isPartOf(given, wanted)) return undefined;
  const values = path.filter((node) => node.start === start && (end <= start || node.end === end));
  const value = values.at(0);
  if (value === undefined || value.type === "VariableDeclarator") return undefined;
  const read = unwrap(namedValue(value, path));
  const kinds = MISSING.filter((kind) => kind === missing);
  if (isGuarded(read, context, kinds) || (isLookedUp(read) && !isInTool(read, context)))
    return null;
  const short = shortSource(value, context);
  return {
    code: "CHECK_NULLABLE",
    key: `nullable ${short ?? start}`,
    message: `${quoteSource(value, context)} may be ${missing}, and a \`${wanted}\` is needed${reasonOf(value, context)}.`,
    hint: `Give a default, \`${short ?? "value"} ?? ${wanted.includes("string") ? '""' : "..."}\`, or check it before.`,
  };
};

/** Whether a value is part of what a tool is given: there the schema counts, whatever the program has looked at. */
function isInTool(value: Node, { calls }: ExplainContext): boolean {
  return calls.some(({ call }) => call.callee.end <= value.start && value.end <= call.end);
}

/** The `m.user` of `{ user_id: m.user }`, of which the compiler names the key. */
function namedValue(value: Node, path: readonly Node[]): Node {
  const property = path.findLast(
    (node) => node.type === "Property" && !node.shorthand && node.key.start === value.start,
  );
  return property?.type === "Property" ? property.value : value;
}

/** `({ "&": "&amp;", "<": "&lt;" })[c]`: of a table with a name, the compiler asks nothing. */
function isLookedUp(value: Node): boolean {
  return (
    value.type === "MemberExpression" &&
    staticKey(value.property, value.computed) === null &&
    unwrap(value.object).type === "ObjectExpression"
  );
}

/** Whether nothing but the missing value is wrong. */
function isPartOf(given: string, wanted: string): boolean {
  const kinds = wanted.split(" | ");
  return given.split(" | ").every((kind) => kinds.includes(kind) || kind === wanted);
}
