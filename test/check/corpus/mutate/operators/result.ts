import type { Node } from "oxc-parser";
import { staticKey, unwrap } from "../../../../../src/check/ast.ts";
import { otherNames } from "../misspell.ts";
import {
  givenToPattern,
  isText,
  objectOf,
  resultTypeOf,
  type ResultType,
} from "../result-types.ts";
import { nodesOf, outermostOf, type Draft, type Operator, type Subject } from "../subject.ts";

const WRAPPERS = ["data", "content", "result", "structuredContent", "text"];

/** `result.notAField`, written out or taken apart. */
export const wrongField: Operator = (subject) => [
  ...[...nodesOf(subject)].flatMap((node) => wrongMember(subject, node)),
  ...[...nodesOf(subject)].flatMap((node) => wrongInPattern(subject, node)),
];

function wrongMember(subject: Subject, node: Node): Draft[] {
  if (node.type !== "MemberExpression" || node.computed || isWritten(subject, node)) return [];
  const object = resultTypeOf(subject, node.object);
  const key = staticKey(node.property, false);
  if (object === null || key === null || !hasField(object, key)) return [];
  const depth = unwrap(node.object).type === "Identifier" ? "a field" : "a nested field";
  return otherNames(key)
    .filter((name) => !hasField(object, name))
    .map((name) => ({
      variant: depth,
      edits: [{ start: node.property.start, end: node.property.end, text: name }],
      fix: [`\`${key}\``, `${key}: `, `${key}?: `],
      tool: object.tool,
    }));
}

function wrongInPattern(subject: Subject, node: Node): Draft[] {
  if (node.type !== "ObjectPattern") return [];
  const given = givenToPattern(subject, node);
  if (given === null) return [];
  return node.properties.flatMap((property): Draft[] => {
    if (property.type !== "Property") return [];
    const key = staticKey(property.key, property.computed);
    if (key === null || !hasField(given, key)) return [];
    return otherNames(key)
      .filter((name) => !hasField(given, name))
      .map((name) => ({
        variant: "taken apart",
        edits: property.shorthand
          ? [{ start: property.start, end: property.start, text: `${name}: ` }]
          : [{ start: property.key.start, end: property.key.end, text: name }],
        fix: [`\`${key}\``, `${key}: `, `${key}?: `],
        tool: given.tool,
      }));
  });
}

/** `result.data.field`, `(await server.tool(...)).content`, `text.content.split(...)`. */
export const wrongWrapper: Operator = (subject) =>
  [...nodesOf(subject)].flatMap((node): Draft[] => {
    const whole = node.type === "AwaitExpression" || node.type === "Identifier";
    if (!whole) return [];
    const outer = outermostOf(subject, node);
    const above = subject.context.parsed.parents.get(outer);
    const result = isReadWhole(above, outer) ? resultTypeOf(subject, node) : null;
    if (result === null || result.nullable || !(isText(result) || isWholeObject(result))) return [];
    const field = fieldOf(above);
    return WRAPPERS.filter((name) => !hasField(result, name)).map((name): Draft => {
      const end = { start: outer.end, end: outer.end, text: `.${name}` };
      const needsParentheses = outer === node && node.type === "AwaitExpression";
      return {
        variant: `.${name}`,
        edits: needsParentheses
          ? [
              { start: outer.start, end: outer.start, text: "(" },
              { ...end, text: `).${name}` },
            ]
          : [end],
        fix: isText(result)
          ? ["string", "text"]
          : [`no \`${name}\``, ...(field === null ? [] : [`\`${field}\``])],
        tool: result.tool,
      };
    });
  });

/** Whether a value is read into by a member or a pattern, so that what is in it matters. */
function isReadWhole(above: Node | undefined, node: Node): boolean {
  if (above?.type === "MemberExpression") return above.object === node;
  return (
    above?.type === "VariableDeclarator" && above.init === node && above.id.type !== "Identifier"
  );
}

function fieldOf(above: Node | undefined): string | null {
  if (above?.type !== "MemberExpression") return null;
  return staticKey(above.property, above.computed);
}

/** The result as a tool gives it, not a part of it. */
function isWholeObject(result: ResultType): boolean {
  const object = objectOf(result);
  const { output } = result.tool;
  return (
    object !== null && output !== null && objectOf({ ...result, type: output.type }) === object
  );
}

function hasField(result: ResultType, name: string): boolean {
  return objectOf(result)?.properties.some((property) => property.name === name) ?? false;
}

/** What is assigned to, deleted or counted up is no reading. */
function isWritten(subject: Subject, node: Node): boolean {
  const above = subject.context.parsed.parents.get(node);
  return (
    (above?.type === "AssignmentExpression" && above.left === node) ||
    above?.type === "UpdateExpression" ||
    (above?.type === "UnaryExpression" && above.operator === "delete")
  );
}

/** A text that was to be parsed, used as what is in it. */
export const unparsedText: Operator = (subject) =>
  [...nodesOf(subject)].flatMap((node): Draft[] => {
    if (node.type !== "CallExpression" || node.arguments.length !== 1) return [];
    const { callee } = node;
    const isParse =
      callee.type === "MemberExpression" &&
      callee.object.type === "Identifier" &&
      callee.object.name === "JSON" &&
      staticKey(callee.property, callee.computed) === "parse";
    const [argument] = node.arguments;
    if (!isParse || argument === undefined || argument.type === "SpreadElement") return [];
    const result = resultTypeOf(subject, argument);
    if (result === null || !isText(result) || !isReadAsObject(subject, node)) return [];
    return [
      {
        variant: "unparsed",
        edits: [{ start: node.callee.start, end: argument.start, text: "(" }],
        fix: ["JSON.parse", "string"],
        tool: result.tool,
      },
    ];
  });

/** Fields that a text has as well. */
const OF_TEXTS = new Set(Object.getOwnPropertyNames(String.prototype));

/** Whether what was parsed is read as an object: by a field that no text has, or taken apart by names. */
function isReadAsObject(subject: Subject, node: Node): boolean {
  const outer = outermostOf(subject, node);
  const above = subject.context.parsed.parents.get(outer);
  if (above?.type === "MemberExpression" && above.object === outer) {
    return isForeignField(fieldOf(above));
  }
  if (above?.type !== "VariableDeclarator") return false;
  const { id } = above;
  if (id.type === "ObjectPattern") {
    return id.properties.some(
      (one) => one.type === "Property" && isForeignField(staticKey(one.key, one.computed)),
    );
  }
  const binding = subject.context.scopes.declared.get(id);
  return (
    binding?.references.some((reference) => {
      const user = subject.context.parsed.parents.get(outermostOf(subject, reference));
      return user?.type === "MemberExpression" && isForeignField(fieldOf(user));
    }) ?? false
  );
}

function isForeignField(name: string | null): boolean {
  return name !== null && !OF_TEXTS.has(name);
}
