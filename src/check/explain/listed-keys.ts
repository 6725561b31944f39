import type { Node } from "oxc-parser";
import { isFunction, staticKey, unwrap } from "../ast.ts";
import type { CompilerFinding, ExplainContext, Explainer } from "./context.ts";
import { possibleStrings } from "./literals.ts";
import { listNames, outputProperties } from "./signature.ts";
import { quoteSource, shortSource } from "./sources.ts";
import { meantName } from "./suggest.ts";

type Member = Extract<Node, { type: "MemberExpression" }>;

/** How many fields of a result are listed. */
const MAX_FIELDS = 30;

/** What a key may be to the compiler that is looked up: a text, or what nothing is known of, like a field of `input`. */
const INDEXED = /expression of type '(?:string|any)' can't be used to index type '(.+?)'\./s;

/**
 * Whether a result is looked into by a name that stands in a variable: `COLUMNS.map((column) => issue[column])`. What is
 * not there is undefined. Not where the names are written out and one of them is none of its fields; and only where no
 * tool is held as a value anywhere: taken out of an object by such a name, nothing would be known of its input.
 */
export function isLookedUpByName(
  member: Member,
  { first }: CompilerFinding,
  context: ExplainContext,
): boolean {
  const type = INDEXED.exec(first)?.[1] ?? "";
  const owner = context.slices.toolOfType(type);
  const isOutput = owner !== null && owner.tool.output?.name === type;
  if (!isOutput && !type.startsWith("{") && !isDeclared(type, context)) return false;
  if (!areOnlyCalled(context)) return false;
  const names = possibleStrings(member.property, [], context);
  const properties = isOutput ? outputProperties(owner.tool) : null;
  if (names === null || properties === null) return true;
  const known = new Set(properties.map((property) => property.name));
  return names.every((name) => known.has(name));
}

/** `map[key]`, `result[key]` where a key is none of the result's fields, and what else cannot be looked up by any text. */
export const explainKey: Explainer = ({ code, first, path, start, end }, context) => {
  if (code !== 7053 && code !== 7052) return undefined;
  const members = path.filter(
    (node): node is Member =>
      node.type === "MemberExpression" && node.computed && node.start === start,
  );
  const member = members.find((one) => one.end === end) ?? members.at(-1);
  if (member === undefined) return undefined;
  const object = shortSource(member.object, context) ?? "value";
  const property = shortSource(member.property, context) ?? "key";
  const key = `key ${object} ${property}`;
  if (/ type '(?:Readonly)?Map<.*' has no index signature/s.test(first)) {
    return {
      code: "CHECK_TYPE",
      key,
      message: `${quoteSource(member.object, context)} is a Map: what it holds is not read with \`[...]\`.`,
      hint: `Write \`${object}.get(${property})\`, and \`${object}.set(${property}, value)\`.`,
    };
  }
  const type = INDEXED.exec(first)?.[1];
  if (type === undefined) return undefined;
  const owner = context.slices.toolOfType(type);
  const known = owner === null ? [] : (outputProperties(owner.tool) ?? []).map(({ name }) => name);
  const names = possibleStrings(member.property, [], context) ?? [];
  const wrong = known.length === 0 ? undefined : names.find((name) => !known.includes(name));
  if (owner !== null && wrong !== undefined) {
    const meant = meantName(wrong, known);
    return {
      code: "CHECK_RESULT",
      key,
      message: `The result of \`${owner.server}.${owner.tool.name}\` has no \`${wrong}\`, which \`${property}\` may be.${meant === null ? "" : ` Did you mean \`${meant}\`?`}`,
      hint: `Its fields are: ${listNames(
        known.map((name) => `\`${name}\``),
        MAX_FIELDS,
      )}.`,
    };
  }
  const read = `${object}[${property} as keyof typeof ${object}]`;
  return {
    code: "CHECK_TYPE",
    key,
    message: `\`${object}[${property}]\`: not every text is a key of ${quoteSource(member.object, context)}.`,
    hint: `Write \`${type.startsWith("Partial<") ? `${read} ?? ...` : read}\` if it always is one, or read a field by its name.`,
  };
};

/** Whether a type is one of the program's own. */
function isDeclared(type: string, { parsed }: ExplainContext): boolean {
  return parsed.program.body.some((statement) => {
    const declared =
      statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    return (
      (declared?.type === "TSInterfaceDeclaration" ||
        declared?.type === "TSTypeAliasDeclaration") &&
      declared.id.name === type
    );
  });
}

/** Whether servers and tools are nothing but called. */
function areOnlyCalled({ uses, parsed }: ExplainContext): boolean {
  return uses.uses.every(({ access }) => {
    const call = access === null ? undefined : parsed.parents.get(access);
    return call?.type === "CallExpression" && call.callee === access;
  });
}

/** The object of which a key surely is a name: the `value` of `for (const key in value)`, and of `Object.keys(value)`. */
export function ownerOfKey(key: Node, { scopes, parsed, flow }: ExplainContext): Node | null {
  const binding = scopes.resolved.get(unwrap(key));
  if (!binding || !flow.constants.isNeverWritten(binding.identifier)) return null;
  const { declaration, identifier } = binding;
  const parent = parsed.parents.get(declaration);
  if (declaration.type === "VariableDeclarator") {
    const loop = parent === undefined ? undefined : parsed.parents.get(parent);
    if (declaration.id !== identifier || declaration.init !== null) return null;
    if (loop?.type === "ForInStatement") return loop.left === parent ? loop.right : null;
    return loop?.type === "ForOfStatement" ? ownerOfKeys(loop.right) : null;
  }
  if (!isFunction(declaration) || declaration.params[0] !== identifier) return null;
  if (parent?.type !== "CallExpression" || parent.arguments[0] !== declaration) return null;
  return parent.callee.type === "MemberExpression" ? ownerOfKeys(parent.callee.object) : null;

  function ownerOfKeys(list: Node): Node | null {
    const held = flow.constants.bindingOf(list);
    let node = unwrap((held ? flow.constants.valueOf(held) : null) ?? list);
    while (node.type === "CallExpression" && node.callee.type === "MemberExpression") {
      const { object, property, computed } = node.callee;
      if (flow.constants.isGlobal(object, "Object")) {
        return staticKey(property, computed) === "keys" ? (node.arguments[0] ?? null) : null;
      }
      node = unwrap(object);
    }
    return null;
  }
}
