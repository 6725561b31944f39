import type { Node } from "oxc-parser";
import type { ToolModel } from "../../model/types.ts";
import { staticKey } from "../ast.ts";
import type { CompilerFinding, ExplainContext, Explainer, Explanation } from "./context.ts";
import { outputProperties, printResult } from "./signature.ts";
import { bestMatches } from "./suggest.ts";
import { toolValueOf } from "./tool-results.ts";

const NO_SUCH_FIELD = new Set([2339, 2551, 2550, 7053, 7015]);
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
  return fieldOfNamedType(finding, context) ?? fieldOfObject(finding);
};

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
  if (tool.output === null) return textResult(name, key);
  const properties = outputProperties(tool);
  const shape = printResult(tool);
  const isArray = tool.output.type.kind === "array";
  const matches = bestMatches(
    field,
    (properties ?? []).map((property) => property.name),
    { most: 2, least: 0.45 },
  ).map((match) => `\`${match}\``);
  const lists = field in Array.prototype && !isArray ? listsOf(tool) : "";
  const advice = isArray
    ? " It is an array."
    : lists !== ""
      ? lists
      : matches.length > 0
        ? ` Did you mean ${matches.join(" or ")}?`
        : "";
  return {
    code: "CHECK_RESULT",
    key,
    message: `The result of \`${name}\` has no \`${field}\`.${advice}`,
    hint: `\`${name}\` gives \`${shape}\`.`,
  };
}

function textResult(name: string, key: string): Explanation {
  return {
    code: "CHECK_RESULT",
    key,
    message: `The result of \`${name}\` is a string: the tool declares no output schema.`,
    hint: `Use the text as it is, or \`JSON.parse\` it if the tool answers in JSON.`,
  };
}

function notIterable(server: string, tool: ToolModel): Explanation {
  const name = `${server}.${tool.name}`;
  if (tool.output === null) return textResult(name, `iterate ${name}`);
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
function fieldOfObject({ code, first, path }: CompilerFinding): Explanation | undefined {
  const type = /on type '(\{.*\})'/s.exec(first)?.[1];
  const field = fieldName(path);
  if (type === undefined || field === null || code === 7053) return undefined;
  const fields = topLevelFields(type);
  const meant = /Did you mean '([^']+)'/.exec(first)?.[1];
  const matches =
    meant === undefined ? bestMatches(field, fields, { most: 2, least: 0.4 }) : [meant];
  const advice =
    matches.length > 0
      ? ` Did you mean ${matches.map((match) => `\`${match}\``).join(" or ")}?`
      : "";
  return {
    code: "CHECK_RESULT",
    key: `field ${type} ${field}`,
    message: `\`${field}\` does not exist on this object.${advice}`,
    ...(fields.length > 0
      ? { hint: `Its fields are: ${fields.map((name) => `\`${name}\``).join(", ")}.` }
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
