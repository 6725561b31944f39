import type { CallExpression, Node } from "oxc-parser";
import { printInline } from "../../model/print-inline.ts";
import type { ToolModel, TypeNode } from "../../model/types.ts";
import { unwrap } from "../ast.ts";
import type { ToolCall } from "../tool-calls.ts";
import type { CompilerFinding, ExplainContext, Explainer, Explanation } from "./context.ts";
import { isGuarded } from "./guards.ts";
import { auditNames, keysOf } from "./input-names.ts";
import { possibleStrings, type Step } from "./literals.ts";
import {
  literalsIn,
  objectOf,
  onlyMember,
  partsIn,
  placesAlong,
  printSteps,
  typeAt,
  type Place,
} from "./places.ts";
import { cut, inputProperties, printCall, takesNothing } from "./signature.ts";
import { meantName } from "./suggest.ts";
import { isTakenItem } from "./taken-items.ts";
import { toolPartOf, typeOfPart } from "./tool-results.ts";
import { adviseConst } from "./widened.ts";

const ARITY = new Set([2554, 2555, 2556]);
const MISMATCH = new Set([
  2322, 2326, 2345, 2353, 2559, 2560, 2561, 2739, 2740, 2741, 2769, 2820, 2375, 2379, 2412, 1360,
]);

/** Codes that say that a name is not in a type or is missing from a value. */
const ABOUT_NAMES = new Set([2353, 2561, 2739, 2740, 2741, 2559, 2345, 2322]);

/** The longest text of a value that is repeated in advice. */
const MAX_VALUE = 60;

/** How many literals of one input are told of. */
const MAX_AUDITED = 20;

/** The call whose input is wrong, and what is known of it. */
interface Subject {
  call: ToolCall;
  tool: ToolModel;
  /** `server.tool` */
  name: string;
  hint: string;
  context: ExplainContext;
}

/** The input of a tool call that does not fit: all its wrong and missing names at once, and its wrong values. */
export const explainArguments: Explainer = (finding, context) => {
  if (!ARITY.has(finding.code) && !MISMATCH.has(finding.code)) return undefined;
  const call = callAround(finding, context);
  const tool = call === null ? null : context.slices.tool(call.server, call.tool);
  if (call === null || tool === null) return undefined;
  const name = `${call.server}.${call.tool}`;
  const [argument] = call.call.arguments;
  const literal = argument === undefined ? null : literalOf(argument, context);
  const used = literal?.type === "ObjectExpression" ? keysOf(literal) : [];
  const hint = `Call \`${printCall(call.server, tool, used)}\`.`;
  const subject: Subject = { call, tool, name, hint, context };
  if (argument === undefined || ARITY.has(finding.code)) return wrongCount(subject);
  if (takesNothing(tool)) return { ...wrongCount(subject), message: takesNone(name) };
  const notObject = wrongKind(argument, finding, subject);
  if (notObject !== null) return notObject;

  const places = literal === null ? [] : placesAlong(literal, finding.path, tool);
  const root: Place = { node: literal ?? argument, steps: [], type: tool.input.type };
  const { wrongNames, wrongKinds } = auditInput(literal === null ? null : root, subject);
  if (isAboutNames(finding, places, literal) && wrongNames.length > 0) {
    return together([...wrongNames, ...wrongKinds]);
  }
  const strings = unwantedStrings(finding, places, subject);
  if (
    strings?.length === 0 ||
    isThere(finding, places, context) ||
    isHeldItem(finding, root, subject)
  ) {
    // The value is right after all; what the compiler kept to itself because of it may not be.
    const kept = [...wrongNames, ...wrongKinds];
    return kept.length === 0 ? null : together(kept);
  }
  const value = places.map((place) => explainKind(place, subject)).find((one) => one !== null) ??
    explainValue(finding, places, strings, subject) ?? {
      code: "CHECK_ARGUMENTS",
      key: `input ${call.call.start}`,
      message: `The input of \`${name}(...)\` does not fit: ${sentence(finding.last)}`,
      hint,
    };
  // With a wrong value in the input, the compiler says nothing of its names.
  return { ...value, also: [...wrongNames, ...wrongKinds] };
};

/** `rows.filter((row) => row.id).map((row) => tool({ id: row.id }))` */
function isThere({ last }: CompilerFinding, places: readonly Place[], context: ExplainContext) {
  const value = places.at(-1)?.node;
  const isMissing = /^Type '(?:undefined|null)' is not assignable/.test(last);
  return isMissing && value !== undefined && isGuarded(unwrap(value), context);
}

/** `const input = { path: queue.shift() }`, of which only the steps to the item are in the message. */
function isHeldItem(finding: CompilerFinding, root: Place, { tool, context }: Subject): boolean {
  if (!finding.last.startsWith("Type 'undefined' is not assignable")) return false;
  const steps = printSteps(placeInMessage(finding.text));
  const part = partsIn(root, tool).find((one) => printSteps(one.steps) === steps);
  return part !== undefined && isTakenItem(part.node, context);
}

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

/** The literal that an argument is, or that the constant holds which it is. */
function literalOf(argument: Node, { flow }: ExplainContext): Node | null {
  const inner = unwrap(argument);
  const binding = flow.constants.bindingOf(inner);
  const value = binding ? flow.constants.valueOf(binding) : inner;
  return value?.type === "ObjectExpression" ? value : null;
}

function wrongCount({ call, tool, name, hint }: Subject): Explanation {
  const count = call.call.arguments.length;
  const given = count === 0 ? "none is given" : `not ${count} arguments`;
  return {
    code: "CHECK_ARGUMENTS",
    key: `arity ${call.call.start}`,
    message: takesNothing(tool)
      ? takesNone(name)
      : `\`${name}\` takes one object with its parameters${count === 0 ? ":" : ","} ${given}.`,
    hint,
  };
}

function takesNone(name: string): string {
  return `\`${name}\` takes no parameters.`;
}

/** `read_file("a.md")`, `create_entities([...])`: something else than the one object. */
function wrongKind(argument: Node, finding: CompilerFinding, subject: Subject): Explanation | null {
  const given = kindOf(unwrap(argument)) ?? typeInMessage(finding);
  if (given === null || objectOf(subject.tool.input.type, subject.tool) === null) return null;
  return {
    code: "CHECK_ARGUMENTS",
    key: `kind ${subject.call.call.start}`,
    message: `\`${subject.name}\` takes one object with its parameters, not ${given}.`,
    hint: subject.hint,
  };
}

function kindOf(node: Node): string | null {
  switch (node.type) {
    case "ArrayExpression":
      return "an array";
    case "TemplateLiteral":
      return "a string";
    case "Literal":
      return node.value === null ? "null" : `a ${typeof node.value}`;
    default:
      return null;
  }
}

function typeInMessage({ code, first }: CompilerFinding): string | null {
  const type =
    code === 2345
      ? /^Argument of type '(.+?)(?: \| undefined)?' is not assignable/.exec(first)?.[1]
      : null;
  if (type === "string" || type === "number" || type === "boolean") return `a ${type}`;
  return type?.endsWith("[]") === true ? "an array" : null;
}

interface Audit {
  wrongNames: readonly (Explanation & { node: Node })[];
  wrongKinds: readonly (Explanation & { node: Node })[];
}

/** What is wrong with the whole input of a call, found once however many messages are about it. */
const AUDITS = new WeakMap<CallExpression, Audit>();

function auditInput(root: Place | null, subject: Subject): Audit {
  const { call, tool } = subject;
  const known = AUDITS.get(call.call);
  if (known !== undefined) return known;
  const audit: Audit =
    root === null
      ? { wrongNames: [], wrongKinds: [] }
      : {
          wrongNames: explainNames(literalsIn(root, tool).slice(0, MAX_AUDITED), subject),
          wrongKinds: partsIn(root, tool)
            .flatMap((part) => explainKind(part, subject) ?? [])
            .slice(0, MAX_AUDITED),
        };
  AUDITS.set(call.call, audit);
  return audit;
}

/** One explanation for each literal of the input whose names are wrong. */
function explainNames(
  literals: ReturnType<typeof literalsIn>,
  { call, tool, name, hint, context }: Subject,
): (Explanation & { node: Node })[] {
  return literals.flatMap((literal) => {
    const audit = auditNames(literal, tool, name, context.flow.constants);
    if (audit === null) return [];
    const { message, isAll } = audit;
    const key = `names ${call.call.start} ${printSteps(literal.steps)}`;
    const explanation = { code: "CHECK_ARGUMENTS" as const, key, message, node: literal.node };
    return [isAll ? explanation : { ...explanation, hint }];
  });
}

function together(explanations: readonly (Explanation & { node: Node })[]): Explanation {
  // Each has its own place.
  const [first] = explanations;
  return { ...(first as Explanation), also: explanations };
}

/** Whether the message is about the names of a literal, not about one of its values. */
function isAboutNames(
  { code }: CompilerFinding,
  places: readonly Place[],
  literal: Node | null,
): boolean {
  const place = places.at(-1);
  if (!ABOUT_NAMES.has(code)) return false;
  if (place === undefined || place.node === literal || literal === null) return true;
  if (code === 2353 || code === 2561) return true;
  return place.node.type === "ObjectExpression" && /^(?:2739|2740|2741)$/.test(`${code}`);
}

/** A list where one thing is wanted, one thing where a list is, and other literals that are of the wrong kind. */
function explainKind(place: Place, subject: Subject): (Explanation & { node: Node }) | null {
  const { call, tool, name, context } = subject;
  const { node, steps, type } = place;
  const wanted = onlyMember(type, tool);
  if (steps.length === 0 || wanted === null) return null;
  const print = (): string => cut(printInline(wanted, { maxDepth: 2 }), 200);
  const explain = (rest: string, hint?: string): Explanation & { node: Node } => ({
    code: "CHECK_ARGUMENTS",
    key: `value ${call.call.start} ${printSteps(steps)}`,
    message: `\`${printSteps(steps)}\` in \`${name}(...)\` must be ${rest}`,
    node,
    ...(hint === undefined ? {} : { hint }),
  });
  const kind = kindOf(node);
  if (wanted.kind === "array" && (node.type === "ObjectExpression" || kind !== null)) {
    if (node.type === "ArrayExpression") return null;
    const isItem = node.type === "ObjectExpression" || isLiteralOf(node, wanted.items);
    const text = context.parsed.text.slice(node.start, node.end);
    const wrapped = text.length <= MAX_VALUE ? `[${text}]` : "[...]";
    const hint = `Write \`${String(steps.at(-1))}: ${wrapped}\`.`;
    return explain(`an array, \`${print()}\`.`, isItem ? hint : undefined);
  }
  if (wanted.kind === "object" && kind !== null) {
    return explain(`one object, \`${print()}\`, not ${kind}.`);
  }
  const isPlain = wanted.kind === "string" || wanted.kind === "number" || wanted.kind === "boolean";
  const isOther =
    isPlain && node.type === "Literal" && node.value !== null && typeof node.value !== wanted.kind;
  const isNested = isPlain && (node.type === "ObjectExpression" || node.type === "ArrayExpression");
  if (!isOther && !isNested) return null;
  return explain(`\`${print()}\`, not ${kind ?? "an object"}.`);
}

function isLiteralOf(node: Node, items: TypeNode | null): boolean {
  if (node.type === "TemplateLiteral") return items?.kind === "string";
  return node.type === "Literal" && typeof node.value === items?.kind;
}

function explainValue(
  finding: CompilerFinding,
  places: readonly Place[],
  unwanted: readonly string[] | null,
  subject: Subject,
): Explanation | null {
  const { call, tool, name } = subject;
  const place = places.at(-1);
  const steps = stepsOf(finding, places);
  if (steps.length === 0) return null;
  const text = printSteps(steps);
  const where = `\`${text}\` in \`${name}(...)\``;
  const key = `value ${call.call.start} ${text}`;
  const types = /Type '(.+?)' is not assignable to type '(.+?)'\.?/s.exec(
    lastMismatch(finding.text),
  );
  if (types === null) {
    const message = `${where} does not fit: ${sentence(finding.last)}`;
    return { code: "CHECK_ARGUMENTS", key, message };
  }
  const declared = typeAt(tool, steps);
  const given = cut(unwanted?.map((one) => JSON.stringify(one)).join(" | ") ?? types[1] ?? "", 100);
  const expected =
    declared === null
      ? cut((types[2] ?? "").replace(/ \| undefined$/, ""), 200)
      : cut(printInline(declared, { maxDepth: 2 }), 300);
  const value = place?.steps.length === steps.length ? place.node : null;
  const isMissing =
    (given === "undefined" || given === "null") && value !== null && mayBeOther(value);
  if (isMissing) {
    const message = `${where} may be ${given}, and must be \`${expected}\`.`;
    const hint = adviseValue(` | ${given}`, declared, expected, value, steps, subject);
    return { code: "CHECK_ARGUMENTS", key, message, ...(hint === null ? {} : { hint }) };
  }
  const message = `${where} must be \`${expected}\`, not \`${given}\`.${didYouMean(given, declared)}`;
  const hint = adviseValue(given, declared, expected, value, steps, subject);
  return { code: "CHECK_ARGUMENTS", key, message, ...(hint === null ? {} : { hint }) };
}

/** Whether an expression is more than `null` or `undefined` as they are written. */
function mayBeOther(value: Node): boolean {
  return value.type !== "Literal" && !(value.type === "Identifier" && value.name === "undefined");
}

function didYouMean(given: string, declared: TypeNode | null): string {
  const strings = stringsOf(declared) ?? [];
  const written = given.split(" | ").map((one) => /^"(.*)"$/.exec(one)?.[1]);
  const meant = written.map((one) => (one === undefined ? null : meantName(one, strings)));
  if (meant.length === 0 || !meant.every((one) => one !== null)) return "";
  return ` Did you mean ${meant.map((one) => `\`${JSON.stringify(one)}\``).join(", ")}?`;
}

function adviseValue(
  given: string,
  declared: TypeNode | null,
  expected: string,
  value: Node | null,
  steps: readonly Step[],
  { tool, context }: Subject,
): string | null {
  if (given === "string" && stringsOf(declared) !== null && value !== null) {
    return adviseConst(value, expected, context);
  }
  if (given === "string" && stringsOf(declared) !== null && value === null) {
    return `Add \`as const\` where it is written: \`${String(steps.at(-1))}: "..." as const\`.`;
  }
  if (given === "null" && steps.length === 1 && isOptional(tool, steps[0])) {
    return "Leave it out instead.";
  }
  const text = value === null ? "" : context.parsed.text.slice(value.start, value.end);
  const isShort = text !== "" && text.length <= MAX_VALUE && !text.includes("\n");
  if (/ \| (?:undefined|null)$/.test(given)) {
    return `Give a default, \`${isShort ? text : "value"} ?? ...\`, or check it before.`;
  }
  if (given === "unknown" && declared?.kind === "string") {
    return `Write \`String(${isShort ? text : "..."})\`, or \`${isShort ? text : "..."} as string\` where you know that it is one.`;
  }
  return declared?.kind === "string" && value !== null && isShort
    ? adviseString(given, text, value, context)
    : null;
}

/** The text of a value that is none. */
function adviseString(
  given: string,
  text: string,
  value: Node,
  context: ExplainContext,
): string | null {
  const part = toolPartOf(value, context);
  const tool = part === null ? null : context.slices.tool(part.call.server, part.call.tool);
  const isSeen = part !== null && !part.isPromise && !part.call.raw;
  const type = tool !== null && isSeen ? typeOfPart(tool, part.fields) : null;
  if (type?.kind === "object") {
    const [only] = type.properties;
    if (type.properties.length === 1 && only?.type.kind === "string" && !only.optional) {
      return `Its text is \`${text}${memberOf(only.name)}\`.`;
    }
  }
  if (given === "number" || given === "boolean") return `Write \`String(${text})\`.`;
  const isData = type?.kind === "object" || type?.kind === "array" || /^\{|\[\]$/.test(given);
  return isData ? `Write \`JSON.stringify(${text})\`.` : null;
}

function memberOf(name: string): string {
  return /^[\w$]+$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

function isOptional(tool: ToolModel, name: Step | undefined): boolean {
  return inputProperties(tool)?.some((one) => one.name === name && one.optional) === true;
}

/**
 * The strings that a value can be and must not, when the compiler takes it for any string although all it can be is
 * written out in the program; `null` when that is not so.
 */
function unwantedStrings(
  finding: CompilerFinding,
  places: readonly Place[],
  { call, tool, context }: Subject,
): string[] | null {
  const [argument] = call.call.arguments;
  const isAnyString = lastMismatch(finding.text).trim().startsWith("Type 'string' is not");
  if (argument === undefined || !isAnyString) return null;
  const steps = stepsOf(finding, places);
  const wanted = stringsOf(typeAt(tool, steps));
  const given = possibleStrings(argument, steps, context);
  if (wanted === null || given === null) return null;
  return given.filter((one) => !wanted.includes(one));
}

/** Where in the input: as far as the program has it written out, and from there on as the message says. */
function stepsOf(finding: CompilerFinding, places: readonly Place[]): readonly Step[] {
  return [...(places.at(-1)?.steps ?? []), ...placeInMessage(finding.text)];
}

/** The strings that a type lists; `null` when it is no list of strings. */
function stringsOf(type: TypeNode | null): string[] | null {
  if (type === null) return null;
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
  return [...lines].flatMap((match) => (match[1] as string).split("."));
}

function sentence(text: string): string {
  const line = text.trim();
  return line.endsWith(".") ? line : `${line}.`;
}
