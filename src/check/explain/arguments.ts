import type { CallExpression, Node, ObjectExpression } from "oxc-parser";
import { printInline } from "../../model/print-inline.ts";
import type { PropertyNode, ToolModel } from "../../model/types.ts";
import { staticKey, unwrap } from "../ast.ts";
import type { ToolCall } from "../tool-calls.ts";
import type { CompilerFinding, ExplainContext, Explainer, Explanation } from "./context.ts";
import { possibleStrings } from "./literals.ts";
import { cut, inputProperties, printCall } from "./signature.ts";
import { bestMatches } from "./suggest.ts";

const ARITY = new Set([2554, 2555, 2556]);
const MISMATCH = new Set([
  2322, 2326, 2345, 2353, 2559, 2560, 2561, 2739, 2740, 2741, 2769, 2820, 2375, 2379, 2412, 1360,
]);

/** The input of a tool call that does not fit: all its wrong and missing names at once, or one wrong value. */
export const explainArguments: Explainer = (finding, context) => {
  if (!ARITY.has(finding.code) && !MISMATCH.has(finding.code)) return undefined;
  const call = callAround(finding, context);
  const tool = call === null ? null : context.slices.tool(call.server, call.tool);
  if (call === null || tool === null) return undefined;
  const name = `${call.server}.${call.tool}`;
  const [argument] = call.call.arguments;
  const literal = argument === undefined ? null : objectLiteral(argument);
  const used = literal === null ? [] : keysOf(literal);
  const hint = `Call \`${printCall(call.server, tool, used)}\`.`;

  if (ARITY.has(finding.code)) {
    const message = `\`${name}\` takes one object with its parameters, not ${call.call.arguments.length} arguments.`;
    return { code: "CHECK_ARGUMENTS", key: `arity ${call.call.start}`, message, hint };
  }
  const names = literal === null ? null : auditNames(literal, tool);
  const wrongNames: Explanation | null =
    names === null
      ? null
      : {
          code: "CHECK_ARGUMENTS",
          key: `names ${call.call.start}`,
          message: `${names} in \`${name}(...)\`.`,
          hint,
        };
  if (wrongNames !== null && literal !== null && isOfTheLiteral(finding, literal))
    return wrongNames;
  const strings = unwantedStrings(finding, call, tool, literal, context);
  if (strings?.length === 0) return null;
  const value = wrongValue(finding, call, tool, literal, strings);
  if (value !== null && wrongNames !== null && literal !== null) {
    // With a wrong value in the input, the compiler says nothing of its names.
    return { ...value, also: { ...wrongNames, node: literal } };
  }
  return (
    value ?? {
      code: "CHECK_ARGUMENTS",
      key: `input ${call.call.start}`,
      message: `The input of \`${name}(...)\` does not fit: ${sentence(finding.last)}`,
      hint,
    }
  );
};

/** The innermost tool call whose arguments, or whose number of arguments, the message is about. */
function callAround(
  { path, start, code }: CompilerFinding,
  context: ExplainContext,
): ToolCall | null {
  const call = path.findLast(
    (node): node is CallExpression =>
      node.type === "CallExpression" && (start >= node.callee.end || ARITY.has(code)),
  );
  return context.calls.find((one) => one.call === call) ?? null;
}

function objectLiteral(argument: Node): ObjectExpression | null {
  const inner = unwrap(argument);
  return inner.type === "ObjectExpression" ? inner : null;
}

function keysOf(literal: ObjectExpression): string[] {
  return literal.properties.flatMap((property) =>
    property.type === "Property" ? (staticKey(property.key, property.computed) ?? []) : [],
  );
}

/** What the literal names and should not, and what it leaves out; `null` when its names are right or not all known. */
function auditNames(literal: ObjectExpression, tool: ToolModel): string | null {
  const properties = inputProperties(tool);
  const isOpen = tool.input.type.kind === "object" && tool.input.type.indexes.length > 0;
  const keys = keysOf(literal);
  if (properties === null || keys.length !== literal.properties.length) return null;
  const known = properties.map((property) => property.name);
  const unknown = isOpen ? [] : keys.filter((key) => !known.includes(key));
  const free = known.filter((name) => !keys.includes(name));
  const meant = new Map(
    unknown.flatMap((key) => {
      const [match] = bestMatches(key, free, { most: 1, least: 0.4 });
      return match === undefined ? [] : [[key, match]];
    }),
  );
  const replaced = new Set(meant.values());
  const missing = properties.filter(
    ({ name, optional }) => !optional && !keys.includes(name) && !replaced.has(name),
  );
  const parts = [
    list(
      "unknown parameter",
      unknown.map((key) => `\`${key}\`${useInstead(meant.get(key))}`),
    ),
    list(
      "missing parameter",
      missing.map(({ name }) => `\`${name}\``),
    ),
  ].filter((part) => part !== "");
  if (parts.length === 0) return null;
  const text = parts.join("; ");
  return `${text[0]?.toUpperCase() ?? ""}${text.slice(1)}`;
}

function useInstead(match: string | undefined): string {
  return match === undefined ? "" : ` (use \`${match}\`)`;
}

function list(what: string, items: readonly string[]): string {
  if (items.length === 0) return "";
  return `${what}${items.length > 1 ? "s" : ""} ${items.join(", ")}`;
}

/** Whether the message is about the names of the literal itself, not about something inside one of its values. */
function isOfTheLiteral(
  { path, start, code }: CompilerFinding,
  literal: ObjectExpression,
): boolean {
  const index = path.indexOf(literal);
  if (index === -1) return true;
  const property = path[index + 1];
  if (property?.type !== "Property") return true;
  const isName = start < property.value.start || property.shorthand;
  return isName && (code === 2353 || code === 2561 || code === 2345);
}

function wrongValue(
  finding: CompilerFinding,
  call: ToolCall,
  tool: ToolModel,
  literal: ObjectExpression | null,
  unwanted: readonly string[] | null,
): Explanation | null {
  const place = literal === null ? placeInMessage(finding.text) : placeIn(literal, finding.path);
  const types = /Type '(.+?)' is not assignable to type '(.+?)'\.?/s.exec(
    lastMismatch(finding.text),
  );
  const [top] = place;
  if (top === undefined) return null;
  const where = `\`${place.join(".")}\` in \`${call.server}.${call.tool}(...)\``;
  const key = `value ${call.call.start} ${place.join(".")}`;
  const declared = place.length === 1 ? declaredType(tool, top) : null;
  if (finding.code === 2353 || finding.code === 2561) {
    const unknown = /'([^']+)' does not exist in type/.exec(finding.first)?.[1] ?? "a property";
    const inside = place.at(-1) === unknown ? place.slice(0, -1) : place;
    const holder = `\`${inside.join(".")}\` in \`${call.server}.${call.tool}(...)\``;
    const meant = /Did you mean to write '([^']+)'/.exec(finding.first)?.[1];
    const message = `${holder} has no \`${unknown}\`.${meant === undefined ? "" : ` Did you mean \`${meant}\`?`}`;
    return {
      code: "CHECK_ARGUMENTS",
      key: `${key} ${unknown}`,
      message,
      hint: `Call \`${printCall(call.server, tool, [top])}\`.`,
    };
  }
  if (types === null) {
    return {
      code: "CHECK_ARGUMENTS",
      key,
      message: `${where} does not fit: ${sentence(finding.last)}`,
    };
  }
  const given = cut(unwanted?.map((one) => JSON.stringify(one)).join(" | ") ?? types[1] ?? "", 100);
  const expected = declared ?? cut((types[2] ?? "").replace(/ \| undefined$/, ""), 200);
  const meant = /Did you mean '([^']+)'/.exec(finding.text)?.[1];
  const suggestion = meant === undefined ? "" : ` Did you mean \`${meant}\`?`;
  const hint = widened(given, expected);
  return {
    code: "CHECK_ARGUMENTS",
    key,
    message: `${where} must be \`${expected}\`, not \`${given}\`.${suggestion}`,
    ...(hint === null ? {} : { hint }),
  };
}

/**
 * The strings that a value can be and must not, when the compiler takes it for any string although all it can be is
 * written out in the program; `null` when that is not so.
 */
function unwantedStrings(
  finding: CompilerFinding,
  { call }: ToolCall,
  tool: ToolModel,
  literal: ObjectExpression | null,
  context: ExplainContext,
): string[] | null {
  const [argument] = call.arguments;
  const isAnyString = lastMismatch(finding.text).trim().startsWith("Type 'string' is not");
  if (argument === undefined || !isAnyString) return null;
  const place = literal === null ? placeInMessage(finding.text) : placeIn(literal, finding.path);
  const wanted = stringsWanted(tool, place);
  const given = possibleStrings(argument, place, context);
  if (wanted === null || given === null) return null;
  return given.filter((one) => !wanted.includes(one));
}

/** The strings that a parameter of the tool takes; `null` when it is no list of strings. */
function stringsWanted(tool: ToolModel, place: readonly string[]): string[] | null {
  const [name] = place;
  const type = inputProperties(tool)?.find((property) => property.name === name)?.type;
  if (type === undefined || place.length !== 1) return null;
  const members = type.kind === "union" ? type.members : [type];
  const strings = members.flatMap((member) =>
    member.kind === "literal" && typeof member.value === "string" ? [member.value] : [],
  );
  return strings.length === 0 ? null : strings;
}

/** The line of the message that says which types do not fit, the deepest one. */
function lastMismatch(text: string): string {
  const lines = text.split("\n").filter((line) => line.includes("is not assignable to type"));
  return lines.at(-1) ?? text;
}

/** `Types of property 'state' are incompatible.`, a line each, from the outermost one. */
function placeInMessage(text: string): string[] {
  const lines = text.matchAll(/(?:Types of property|The types of) '([^']+)' are incompatible/g);
  return [...lines].map((match) => match[1] as string);
}

function placeIn(literal: ObjectExpression, path: readonly Node[]): string[] {
  const names: string[] = [];
  for (const node of path.slice(path.indexOf(literal))) {
    if (node.type !== "Property") continue;
    const key = staticKey(node.key, node.computed);
    if (key !== null) names.push(key);
  }
  return path.includes(literal) ? names : [];
}

function declaredType(tool: ToolModel, name: string): string | null {
  const property: PropertyNode | undefined = inputProperties(tool)?.find(
    (one) => one.name === name,
  );
  return property === undefined ? null : cut(printInline(property.type, { maxDepth: 2 }), 300);
}

/** A variable that holds one of the right strings has the type `string` unless it is told otherwise. */
function widened(given: string, expected: string): string | null {
  if (given !== "string" || !expected.includes('"')) return null;
  return "If it always holds one of these, add `as const` to its value.";
}

function sentence(text: string): string {
  const line = text.trim();
  return line.endsWith(".") ? line : `${line}.`;
}
