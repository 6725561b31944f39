import type { Node } from "oxc-parser";
import { outermost, staticKey, unwrap } from "../ast.ts";
import { findingAt, type Finding } from "../finding.ts";
import type { ExplainContext } from "./context.ts";
import { itemsOf, objectOf, readResultShapes, type Shape } from "./result-shapes.ts";
import { shortSource } from "./sources.ts";

/** How deep lists are looked into for objects. */
const MAX_DEPTH = 4;

/**
 * Results that are objects, and lists of such, used as text: `${file}`, `"# " + file`, `files.join("\n")`. It is
 * `[object Object]` at run time, and the compiler does not mind.
 */
export function checkObjectTexts(context: ExplainContext): Finding[] {
  if (context.calls.length === 0) return [];
  const shapes = readResultShapes(context);
  const findings: Finding[] = [];
  const said = new Set<string>();
  for (const node of context.parsed.parents.keys()) {
    for (const used of usedAsText(node, context)) {
      const shape = shapes.of(used);
      if (shape === null || !isObjects(shape) || isAskedFor(used, context)) continue;
      // That an object has no `join` the compiler says.
      if (isMethod(node, "join") && itemsOf(shape) === null) continue;
      const text = shortSource(used, context);
      if (text !== null && said.has(text)) continue;
      if (text !== null) said.add(text);
      findings.push(finding(used, shape, text, isMethod(node, "join")));
    }
  }
  return findings;
}

/** The expressions of which a node makes a text. */
function usedAsText(node: Node, { parsed, flow }: ExplainContext): Node[] {
  switch (node.type) {
    case "TemplateLiteral":
      return parsed.parents.get(node)?.type === "TaggedTemplateExpression" ? [] : node.expressions;
    case "BinaryExpression":
      return node.operator === "+" ? besideText(node.left, node.right) : [];
    case "AssignmentExpression":
      return node.operator === "+=" && !isCounter(node.left, flow) ? [node.right] : [];
    case "CallExpression": {
      const callee = unwrap(node.callee);
      const [first] = node.arguments;
      if (callee.type === "Identifier") {
        const isString = first !== undefined && flow.constants.isGlobal(callee, "String");
        return isString && first.type !== "SpreadElement" ? [first] : [];
      }
      if (callee.type !== "MemberExpression") return [];
      const name = staticKey(callee.property, callee.computed);
      return name === "toString" || name === "join" ? [callee.object] : [];
    }
    default:
      return [];
  }
}

/** `let total = 0`: what cannot be added to it the compiler says. */
function isCounter(target: Node, { constants }: ExplainContext["flow"]): boolean {
  const declarator = constants.bindingOf(target)?.declaration;
  const init = declarator?.type === "VariableDeclarator" ? declarator.init : null;
  return init?.type === "Literal" && typeof init.value === "number";
}

/** What is added to a text; of an object and a number the compiler says itself that they cannot be added. */
function besideText(left: Node, right: Node): Node[] {
  if (isText(left)) return [right];
  return isText(right) ? [left] : [];
}

function isText(node: Node): boolean {
  const inner = unwrap(node);
  if (inner.type === "TemplateLiteral") return true;
  if (inner.type === "Literal") return typeof inner.value === "string";
  return (
    inner.type === "BinaryExpression" &&
    inner.operator === "+" &&
    (isText(inner.left) || isText(inner.right))
  );
}

/** An object, or a list of objects: without anything in it that is a text of its own. */
function isObjects(shape: Shape, depth = 0): boolean {
  if (objectOf(shape) !== null) return true;
  const items = itemsOf(shape);
  return items !== null && depth < MAX_DEPTH && isObjects(items, depth + 1);
}

/** Whether the program asks for the type of what it has: then it may know better. */
function isAskedFor(used: Node, { flow, parsed }: ExplainContext): boolean {
  let root = unwrap(used);
  while (root.type === "MemberExpression") root = unwrap(root.object);
  const references = flow.constants.bindingOf(root)?.references ?? [];
  return references.some((reference) => {
    const asked = parsed.parents.get(outermost(reference, parsed.parents));
    return asked?.type === "UnaryExpression" && asked.operator === "typeof";
  });
}

function isMethod(call: Node, method: string): boolean {
  if (call.type !== "CallExpression" || call.callee.type !== "MemberExpression") return false;
  return staticKey(call.callee.property, call.callee.computed) === method;
}

function finding(used: Node, shape: Shape, text: string | null, isJoined: boolean): Finding {
  const name = text === null ? "..." : used.type === "AwaitExpression" ? `(${text})` : text;
  const subject = text === null ? "This value" : `\`${text}\``;
  const items = itemsOf(shape);
  if (items !== null) {
    const field = textFieldOf(items);
    return findingAt(
      "CHECK_RESULT",
      used,
      `${subject} is a list of objects: as text, each of them is \`[object Object]\`.`,
      field === null
        ? `Write \`JSON.stringify(${name})\`, or make a text of each with \`map\`.`
        : `Take the text of each, \`${name}.map((one) => one${field})${isJoined ? ".join(...)" : ""}\`, or write \`JSON.stringify(${name})\`.`,
    );
  }
  const field = textFieldOf(shape);
  return findingAt(
    "CHECK_RESULT",
    used,
    `${subject} is an object: as text it is \`[object Object]\`.`,
    field === null
      ? `Write \`JSON.stringify(${name})\`, or one of its fields.`
      : `Write \`${name}${field}\`, or \`JSON.stringify(${name})\` for all of it.`,
  );
}

/** Fields that say what an object is, the likeliest first. */
const TELLING = ["content", "text", "name", "title", "id"];

/** `.content`: the text that an object has, the likeliest of several; `null` when it has none. */
function textFieldOf(shape: Shape): string | null {
  const texts = objectOf(shape)?.properties.filter(({ type }) => type.kind === "string") ?? [];
  const sure = texts.filter(({ optional }) => !optional);
  const told = TELLING.flatMap((name) => sure.filter((property) => property.name === name));
  const first = told[0] ?? sure[0];
  if (first === undefined) return null;
  const { name } = first;
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name)
    ? `.${name}`
    : `[${JSON.stringify(name)}]`;
}
