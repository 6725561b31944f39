import type { Node } from "oxc-parser";
import { unwrap } from "../ast.ts";
import type { CompilerFinding, ExplainContext, Explainer, Explanation } from "./context.ts";
import { quoteSource, readFrom } from "./sources.ts";
import { printResult } from "./signature.ts";
import { isSpelling } from "./suggest.ts";
import { toolPartOf, typeOfPart } from "./tool-results.ts";

/** Methods of lists that are called on the text of a list. */
const OF_LISTS: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Array.prototype));

const TAKE_APART = "take it apart with `split` or `match`";

/** Text that is used as data, `l.name` of a line, and data that is used as text, `JSON.parse` of an object. */
export const explainText: Explainer = (finding, context) =>
  fieldOfPlain(finding, context) ??
  parsedObject(finding, context) ??
  calledValue(finding, context) ??
  askedOfText(finding, context);

/** `"error" in value`, where the value may be a string: it throws. */
function askedOfText(
  { code, first, path, start }: CompilerFinding,
  context: ExplainContext,
): Explanation | undefined {
  if (code !== 2322 || !/^Type '(?:string|.* \| string|string \| .*)' is not/s.test(first))
    return undefined;
  const asked = path.findLast(
    (node) =>
      node.type === "BinaryExpression" && node.operator === "in" && node.right.start === start,
  );
  if (asked?.type !== "BinaryExpression") return undefined;
  const name = quoteSource(asked.right, context);
  const text = name.startsWith("`") ? name.slice(1, -1) : "value";
  return {
    code: "CHECK_RESULT",
    key: `in ${asked.start}`,
    message: `${name} may be a string, and \`in\` throws there.`,
    hint: `Ask \`typeof ${text} === "string"\` first.`,
  };
}

/** `Property 'name' does not exist on type 'string'.` */
function fieldOfPlain(finding: CompilerFinding, context: ExplainContext): Explanation | undefined {
  if (finding.code !== 2339 && finding.code !== 2551 && finding.code !== 2550) return undefined;
  const type = /on type '(string|number|boolean)'/.exec(finding.first)?.[1];
  const read = type === undefined ? null : readFrom(finding);
  if (type === undefined || read === null) return undefined;
  const subject =
    loopOver(read.object, context) ?? indexedText(read.object, context) ?? read.object;
  const part = toolPartOf(subject, context);
  const name = quoteSource(subject, context);
  const isLoop = subject !== read.object;
  const meant = /Did you mean '([^']+)'/.exec(finding.first)?.[1];
  if (!isLoop && meant !== undefined && isSpelling(read.field, meant)) {
    return {
      code: "CHECK_TYPE",
      key: `plain ${name} ${read.field}`,
      message: `${name} is a ${type}: it has no \`${read.field}\`. Did you mean \`${meant}\`?`,
    };
  }
  if (part !== null && part.fields.length === 0 && !isLoop) return undefined;
  const what = isLoop
    ? `${name} is a string: its items are single characters.`
    : `${name} is a ${type}: it has no \`${read.field}\`.`;
  return {
    code: type === "string" ? "CHECK_RESULT" : "CHECK_TYPE",
    key: `plain ${name}`,
    message: what,
    ...(type === "string"
      ? { hint: adviseText(read.field, part !== null && part.fields.length <= 1, isLoop) }
      : {}),
  };
}

function adviseText(field: string, isOfTool: boolean, isLoop: boolean): string {
  const isList = isLoop || OF_LISTS.has(field);
  const lines = isList ? '`split("\\n")` makes its lines' : TAKE_APART;
  if (isOfTool)
    return `It is the text that the tool printed: ${lines}, or \`JSON.parse\` it if it is JSON.`;
  return isList ? "`split` makes a list of it." : `It is text: ${TAKE_APART}.`;
}

/** `content` of `content[0]`, where it is a tool's text. */
function indexedText(value: Node, context: ExplainContext): Node | null {
  const node = unwrap(value);
  if (node.type !== "MemberExpression" || !node.computed) return null;
  return isToolText(node.object, context) ? node.object : null;
}

function isToolText(value: Node, context: ExplainContext): boolean {
  const part = toolPartOf(value, context);
  if (part === null || part.isPromise || part.call.raw) return false;
  const tool = context.slices.tool(part.call.server, part.call.tool);
  return tool !== null && typeOfPart(tool, part.fields)?.kind === "string";
}

/** What a `for` loop goes through, when the value is the loop's variable and what it goes through is a tool's text. */
function loopOver(value: Node, context: ExplainContext): Node | null {
  const binding = context.scopes.resolved.get(unwrap(value));
  const declarator = binding?.declaration;
  if (declarator?.type !== "VariableDeclarator" || declarator.init !== null) return null;
  const list = context.parsed.parents.get(declarator);
  const loop = list === undefined ? undefined : context.parsed.parents.get(list);
  if (loop?.type !== "ForOfStatement" || loop.left !== list) return null;
  return isToolText(loop.right, context) ? loop.right : null;
}

/** `JSON.parse(graph)`, where `graph` is an object already. */
function parsedObject(
  { code, start, path, first }: CompilerFinding,
  context: ExplainContext,
): Explanation | undefined {
  const call = path.findLast((node) => node.type === "CallExpression" && node.callee.end <= start);
  if (code !== 2345 || call?.type !== "CallExpression") return undefined;
  const [argument] = call.arguments;
  const { callee } = call;
  if (callee.type !== "MemberExpression" || argument === undefined) return undefined;
  if (!context.flow.constants.isGlobal(callee.object, "JSON")) return undefined;
  if (!/to parameter of type 'string'/.test(first) || /'Promise</.test(first)) return undefined;
  if (/^Argument of type '(?:.+ \| )?(?:undefined|null)'/.test(first)) return undefined;
  const name = quoteSource(argument, context);
  const part = toolPartOf(argument, context);
  const tool = part === null ? null : context.slices.tool(part.call.server, part.call.tool);
  const explanation: Explanation = {
    code: "CHECK_RESULT",
    key: `parsed ${start}`,
    message: `${name} is data already, no JSON text: leave out \`JSON.parse\`.`,
  };
  if (part === null || tool === null || part.isPromise || part.call.raw) return explanation;
  const fields = tool.output?.type.kind === "object" ? tool.output.type.properties : [];
  const [text] = fields;
  const isText = part.fields.length === 0 && fields.length === 1 && text?.type.kind === "string";
  if (!isText) return explanation;
  const held = `${name.replaceAll("`", "")}.${text.name}`;
  const message = `${name} is an object, no JSON text: its text is \`${held}\`.`;
  const hint = `\`${part.call.server}.${tool.name}\` gives \`${printResult(tool)}\`. Where the text is JSON, write \`JSON.parse(${held})\`.`;
  return { ...explanation, message, hint };
}

/** `list.length()` */
function calledValue(
  { code, text, path, start }: CompilerFinding,
  context: ExplainContext,
): Explanation | undefined {
  const type = /Type '(\w+)' has no call signatures/.exec(text)?.[1];
  if (code !== 2349 || type === undefined) return undefined;
  const call = path.findLast(
    (node) =>
      node.type === "CallExpression" && node.callee.start <= start && start < node.callee.end,
  );
  if (call?.type !== "CallExpression") return undefined;
  return {
    code: "CHECK_TYPE",
    key: `called ${call.start}`,
    message: `${quoteSource(call.callee, context)} is a ${type.toLowerCase()}, not a function: leave out the parentheses.`,
  };
}
