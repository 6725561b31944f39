import type { Node } from "oxc-parser";
import type { ToolModel } from "../../model/types.ts";
import { staticKey } from "../ast.ts";
import { isChosen } from "./chosen.ts";
import type { CompilerFinding, ExplainContext, Explainer, Explanation } from "./context.ts";
import { listNames, outputProperties, printResult } from "./signature.ts";
import { quoteSource, readFrom } from "./sources.ts";
import { isSpelling, meantName } from "./suggest.ts";
import { toolValueOf } from "./tool-results.ts";

const NO_SUCH_FIELD = new Set([2339, 2551, 2550, 7053, 7015]);
/** How many fields of an object are listed. */
const MAX_FIELDS = 30;

const NOT_ITERABLE = new Set([2488, 2461, 2495, 2802]);

/** Fields that a result does not have, and results that are not what they are taken for. */
export const explainResult: Explainer = (finding, context) => {
  // Of a result without a type anything may be read; see `relaxed.ts`.
  if (/'(?:unknown|never)'/.test(finding.first)) return undefined;
  const isField = NO_SUCH_FIELD.has(finding.code);
  if (!isField && !NOT_ITERABLE.has(finding.code)) return undefined;
  const subject = subjectOf(finding);
  const value = subject === null ? null : toolValueOf(subject, context);
  if (value !== null && !value.isPromise) {
    const { server, tool: name, raw } = value.call;
    const tool = raw ? null : context.slices.tool(server, name);
    if (tool !== null) {
      return isField ? wrongField(finding, server, tool, context) : notIterable(server, tool);
    }
  }
  if (!isField) return undefined;
  return (
    fieldOfRaw(finding) ??
    fieldOfToolError(finding) ??
    fieldOfList(finding, context) ??
    fieldOfUnion(finding, context)
  );
};

/** The fields of what is of one kind or of several; `null` when reading it is right. */
function fieldOfUnion(
  finding: CompilerFinding,
  context: ExplainContext,
): Explanation | null | undefined {
  const some = fieldOfSome(finding, context);
  if (some !== undefined) return some;
  return fieldOfNamedType(finding, context) ?? fieldOfObject(finding, context);
}

/** The expression that is read from, or taken apart. */
function subjectOf({ path, start }: CompilerFinding): Node | null {
  for (const node of path.toReversed()) {
    if (node.type === "MemberExpression" && start >= node.property.start) return node.object;
    if (node.type === "VariableDeclarator" && node.id.type === "ObjectPattern") return node.init;
    if (node.type === "VariableDeclarator" && node.id.type === "ArrayPattern") return node.init;
    if (node.type === "ForOfStatement") return node.right;
  }
  return path.at(-1) ?? null;
}

function wrongField(
  { start, end, path }: CompilerFinding,
  server: string,
  tool: ToolModel,
  context: ExplainContext,
): Explanation {
  const name = `${server}.${tool.name}`;
  const field = fieldName(path) ?? context.parsed.text.slice(start, end);
  const key = `field ${name} ${field}`;
  if (tool.output === null) return textResult(tool, name, `text ${name}`);
  const properties = outputProperties(tool);
  const shape = printResult(tool);
  const isArray = tool.output.type.kind === "array";
  const meant = meantName(
    field,
    (properties ?? []).map((property) => property.name),
  );
  const lists = field in Array.prototype && !isArray ? listsOf(tool) : "";
  const isMethod = field in String.prototype || field in Array.prototype;
  const text = isMethod && lists === "" && !isArray ? textOf(tool) : "";
  const advice = isArray
    ? " It is an array."
    : lists !== "" || text !== ""
      ? `${lists}${text}`
      : meant !== null
        ? ` Did you mean \`${meant}\`?`
        : "";
  return {
    code: "CHECK_RESULT",
    key,
    message: `The result of \`${name}\` has no \`${field}\`.${advice}`,
    ...(isSpelling(field, meant) ? {} : { hint: `\`${name}\` gives \`${shape}\`.` }),
  };
}

function textResult({ kind }: ToolModel, name: string, key: string): Explanation {
  const why = kind === undefined ? "the tool declares no output schema" : "the resource's text";
  const who = kind === undefined ? "the tool answers in JSON" : "it is JSON";
  return {
    code: "CHECK_RESULT",
    key,
    message: `The result of \`${name}\` is a string: ${why}.`,
    hint: `Use the text as it is, or \`JSON.parse\` it if ${who}.`,
  };
}

function notIterable(server: string, tool: ToolModel): Explanation {
  const name = `${server}.${tool.name}`;
  if (tool.output === null) return textResult(tool, name, `text ${name}`);
  return {
    code: "CHECK_RESULT",
    key: `iterate ${name}`,
    message: `The result of \`${name}\` is no list.${listsOf(tool)}`,
    hint: `\`${name}\` gives \`${printResult(tool)}\`.`,
  };
}

/** What of a result could be meant where a list is. */
function listsOf(tool: ToolModel): string {
  const lists = (outputProperties(tool) ?? []).filter(({ type }) => type.kind === "array");
  if (lists.length === 0) return "";
  return ` Its lists are: ${lists.map(({ name }) => `\`${name}\``).join(", ")}.`;
}

/** What of a result could be meant where a text is. */
function textOf(tool: ToolModel): string {
  const texts = (outputProperties(tool) ?? []).filter(({ type }) => type.kind === "string");
  const [only] = texts;
  return texts.length === 1 && only !== undefined
    ? ` Its text is in \`${only.name}\`: \`split("\\n")\` makes its lines.`
    : "";
}

/** `result.data` of a result of `.raw`, whose blocks have it. */
function fieldOfRaw({ first, path }: CompilerFinding): Explanation | undefined {
  if (!/on type 'CallToolResult'/.test(first)) return undefined;
  const field = fieldName(path) ?? "";
  const kind = KIND_OF_BLOCK.get(field);
  return {
    code: "CHECK_RESULT",
    key: `raw ${field}`,
    message: `A raw result has no \`${field}\`: what the tool gave is in the blocks of its \`content\`.`,
    ...(kind === undefined
      ? {}
      : {
          hint: `Write \`const block = result.content.find((one) => one.type === "${kind}"); block?.${field}\`.`,
        }),
  };
}

const KIND_OF_BLOCK: ReadonlyMap<string, string> = new Map([
  ["data", "image"],
  ["mimeType", "image"],
  ["text", "text"],
  ["resource", "resource"],
  ["blob", "resource"],
  ["uri", "resource_link"],
]);

/** `issues.title`, where `issues` is a list. */
function fieldOfList(finding: CompilerFinding, context: ExplainContext): Explanation | undefined {
  const read = readFrom(finding);
  if (read === null || !/on type '(?:.+\[\]|readonly .+\[\])'/s.test(finding.first))
    return undefined;
  const name = quoteSource(read.object, context);
  const text = name.startsWith("`") ? name.slice(1, -1) : "list";
  return {
    code: "CHECK_RESULT",
    key: `list ${name} ${read.field}`,
    message: `${name} is an array: it has no \`${read.field}\`.`,
    hint: `Take an item, \`${text}[0]\`, or go through them with \`map\`.`,
  };
}

/** A field that only some members of a union have. */
function fieldOfSome(
  { text, first, path, start }: CompilerFinding,
  context: ExplainContext,
): Explanation | null | undefined {
  if (!/\n\s+Property '[^']+' does not exist on type/.test(text)) return undefined;
  const field = fieldName(path);
  const member = path.findLast(
    (node) => node.type === "MemberExpression" && node.property.start === start,
  );
  if (field === null) return undefined;
  if (/on type 'PromiseSettledResult</.test(first)) {
    const settled = member?.type === "MemberExpression" ? quoteSource(member.object, context) : "";
    const name = settled.startsWith("`") ? settled.slice(1, -1) : "result";
    return {
      code: "CHECK_RESULT",
      key: `settled ${name} ${field}`,
      message: `\`${name}\` has \`value\` only when it is fulfilled, and \`reason\` only when it is rejected.`,
      hint: `Ask first: \`${name}.status === "fulfilled" ? ${name}.value : ${name}.reason\`.`,
    };
  }
  if (!/on type '.+ \| .+'/s.test(first)) return undefined;
  if (member?.type === "MemberExpression" && isChosen(member.object, context)) return null;
  const of =
    member?.type === "MemberExpression" ? quoteSource(member.object, context) : "the value";
  const type = /on type '(.+)'\.?/s.exec(first)?.[1] ?? "";
  return {
    code: "CHECK_RESULT",
    key: `some ${of} ${field}`,
    message: `Not every kind of ${of} has \`${field}\`.`,
    hint: `Ask first: ${askKind(of.startsWith("`") ? of.slice(1, -1) : "...", field, type)}`,
  };
}

/** How a program asks which member of a union a value is: \`in\` throws where one is a string. */
function askKind(of: string, field: string, type: string): string {
  const members = membersOf(type);
  const isPlain = (member: string): boolean => /^(?:string|number|boolean|["\d].*)$/s.test(member);
  const objects = members.filter((member) => !isPlain(member));
  const isName = /^[\w$]+$/.test(of);
  const value = isName ? of : "value";
  const start = isName ? "" : `const value = ${of}; `;
  if (objects.length === members.length) {
    return `\`const value = ${of}; if ("${field}" in value) ...\`.`;
  }
  if (field in String.prototype) return `\`${start}if (typeof ${value} === "string") ...\`.`;
  const isText = members.every((member) => !isPlain(member) || /^(?:string|".*)$/s.test(member));
  if (objects.length === 1 && isText) {
    return `\`${start}typeof ${value} === "string" ? ${value} : ${value}.${field}\`.`;
  }
  return `\`${start}if (typeof ${value} === "object" && "${field}" in ${value}) ...\`.`;
}

/** The members of a union as the compiler prints it. */
function membersOf(type: string): string[] {
  const members = [""];
  let depth = 0;
  for (const part of type.split(/( \| |[{}()[\]<>])/)) {
    if (/^[{([<]$/.test(part)) depth += 1;
    if (/^[})\]>]$/.test(part)) depth -= 1;
    if (part === " | " && depth === 0) members.push("");
    else members.push(`${members.pop() ?? ""}${part}`);
  }
  return members;
}

/** \`error.status\` of what a failed call throws. */
function fieldOfToolError({ first, path }: CompilerFinding): Explanation | undefined {
  if (!/on type 'ToolError'/.test(first)) return undefined;
  const field = fieldName(path) ?? "";
  return {
    code: "CHECK_RESULT",
    key: `error ${field}`,
    message: `A \`ToolError\` has no \`${field}\`.`,
    hint: "Its fields are: `message`, `code`, `server`, `tool`.",
  };
}

/** `on type 'ListIssuesOutput'`: the type has a name, and the name belongs to a tool. */
function fieldOfNamedType(
  { first, start, end, path }: CompilerFinding,
  context: ExplainContext,
): Explanation | undefined {
  const typeName = /on type '([\p{ID_Start}$_][\p{ID_Continue}$]*)(?:\[\])?'/u.exec(first)?.[1];
  const owner = typeName === undefined ? null : context.slices.toolOfType(typeName);
  if (owner === null || typeName === undefined) return undefined;
  const field = fieldName(path) ?? context.parsed.text.slice(start, end);
  const isInput = typeName === owner.tool.input.name;
  if (typeName === owner.tool.output?.name) {
    return wrongField(
      { first, start, end, path } as CompilerFinding,
      owner.server,
      owner.tool,
      context,
    );
  }
  const meant = /Did you mean '([^']+)'/.exec(first)?.[1];
  return {
    code: "CHECK_RESULT",
    key: `field ${typeName} ${field}`,
    message: `\`${typeName}\` of \`${owner.server}.${owner.tool.name}\` has no \`${field}\`.${meant === undefined ? "" : ` Did you mean \`${meant}\`?`}`,
    ...(isInput
      ? {}
      : { hint: `\`${owner.server}.${owner.tool.name}\` gives \`${printResult(owner.tool)}\`.` }),
  };
}

/** `on type '{ id: number; title: string; }'`: the fields are in the message. */
function fieldOfObject(finding: CompilerFinding, context: ExplainContext): Explanation | undefined {
  const { code, first, path } = finding;
  const member = readFrom(finding);
  const type = /on type '(\{.*\})'/s.exec(first)?.[1];
  const field = fieldName(path);
  if (type === undefined || field === null || code === 7053) return undefined;
  const fields = topLevelFields(type);
  const meant = meantName(field, fields);
  const object = member === null ? "This object" : quoteSource(member.object, context);
  return {
    code: "CHECK_RESULT",
    key: `field ${type} ${field}`,
    message: `${object === "This value" ? "This object" : object} has no \`${field}\`.${meant === null ? "" : ` Did you mean \`${meant}\`?`}`,
    ...(fields.length > 0 && !isSpelling(field, meant)
      ? {
          hint: `Its fields are: ${listNames(
            fields.map((name) => `\`${name}\``),
            MAX_FIELDS,
          )}.`,
        }
      : {}),
  };
}

function fieldName(path: readonly Node[]): string | null {
  for (const node of path.toReversed()) {
    if (node.type === "MemberExpression") return staticKey(node.property, node.computed);
    if (node.type === "Property") return staticKey(node.key, node.computed);
  }
  return null;
}

/** The names of the fields of an object type as the compiler prints it, nested ones left out. */
function topLevelFields(type: string): string[] {
  const flat: string[] = [];
  let depth = 0;
  for (const character of type) {
    if (character === "}" || character === ")" || character === "]") depth -= 1;
    if (depth === 1) flat.push(character);
    if (character === "{" || character === "(" || character === "[") depth += 1;
  }
  return flat
    .join("")
    .split(";")
    .flatMap((part) => /^\s*(?:readonly )?"?([\w$-]+)"?\??:/.exec(part)?.[1] ?? []);
}
