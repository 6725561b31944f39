import type { ObjectExpression } from "oxc-parser";
import type { ObjectNode, PropertyNode, ToolModel } from "../../model/types.ts";
import { staticKey } from "../ast.ts";
import type { Constants } from "../flow/constants.ts";
import { itemsOf, objectOf, printSteps, propertyOf, type Place } from "./places.ts";
import { isSpelling, meantName } from "./suggest.ts";

/** How many names of each kind are listed. */
const MAX_NAMES = 12;

export interface NamesAudit {
  message: string;
  /** Whether it says all that is needed to mend it: names are only spelt otherwise. */
  isAll: boolean;
}

/**
 * What an object literal in a tool's input names and should not, and what it leaves out, in one sentence; `null` when its
 * names are right or not all known.
 * @param call `server.tool`
 * @param isPart whether what it leaves out may be in other parts of the input
 */
export function auditNames(
  { node, steps, type }: Place & { node: ObjectExpression },
  tool: ToolModel,
  call: string,
  constants: Constants,
  isPart = false,
): NamesAudit | null {
  const object = objectOf(type, tool);
  const keys = keysOf(node);
  const spread = spreadKeys(node, constants) ?? (isPart ? [] : null);
  const spreads = node.properties.filter((property) => property.type === "SpreadElement").length;
  if (object === null || spread === null) return null;
  if (!isPart && keys.length + spreads !== node.properties.length) return null;
  const given = [...keys, ...spread];
  const { properties } = object;
  const known = properties.map((property) => property.name);
  const isOpen = object.indexes.some((index) => index.type.kind !== "never");
  const unknown = isOpen ? [] : keys.filter((key) => !known.includes(key));
  const meant = meantNames(
    unknown,
    known.filter((name) => !given.includes(name)),
  );
  const absent = isPart ? [] : missingNames(properties, given, new Set());
  const missing = absent.filter((name) => ![...meant.values()].includes(name));
  const isTop = steps.length === 0;
  const where = isTop ? `\`${call}(...)\`` : `\`${printSteps(steps)}\` of \`${call}(...)\``;
  const holder = holderOf(unknown, absent, object, tool);
  if (holder !== null) {
    const names = unknown.map((key) => `\`${key}\``).join(", ");
    const message = `${names} belong${unknown.length === 1 ? "s" : ""} into \`${holder}\` in ${where}.`;
    return { message, isAll: false };
  }
  const what = isTop ? "parameter" : "field";
  const parts = [
    list(
      `unknown ${what}`,
      unknown.map((key) => `\`${key}\`${meant.has(key) ? ` (use \`${meant.get(key)}\`)` : ""}`),
    ),
    list(
      `missing ${what}`,
      missing.map((name) => `\`${name}\``),
    ),
  ].filter((part) => part !== "");
  if (parts.length === 0) return null;
  const text = parts.join("; ");
  const message = `${text[0]?.toUpperCase() ?? ""}${text.slice(1)} in ${where}.`;
  const isAll =
    missing.length === 0 && unknown.every((key) => isSpelling(key, meant.get(key) ?? null));
  return { message, isAll };
}

/** `entities: [{ ... }]`, where what is unknown are the fields of what is missing; `null` where they are not. */
function holderOf(
  unknown: readonly string[],
  missing: readonly string[],
  object: ObjectNode,
  tool: ToolModel,
): string | null {
  if (unknown.length === 0) return null;
  for (const name of missing) {
    const type = propertyOf(object, name)?.type ?? null;
    const items = itemsOf(type, tool);
    const inside = objectOf(items ?? type, tool)?.properties.map((property) => property.name) ?? [];
    if (unknown.every((key) => inside.includes(key))) {
      return items === null ? `${name}: { ... }` : `${name}: [{ ... }]`;
    }
  }
  return null;
}

/** What is spread into a literal, `...base`, from constants that are literals; `null` where it cannot be seen. */
function spreadKeys({ properties }: ObjectExpression, constants: Constants): string[] | null {
  const keys: string[] = [];
  for (const property of properties) {
    if (property.type !== "SpreadElement") continue;
    const binding = constants.bindingOf(property.argument);
    const value = binding ? constants.valueOf(binding) : null;
    if (value?.type !== "ObjectExpression") return null;
    const names = keysOf(value);
    if (names.length !== value.properties.length) return null;
    keys.push(...names);
  }
  return keys;
}

export function keysOf(literal: ObjectExpression): string[] {
  return literal.properties.flatMap((property) =>
    property.type === "Property" ? (staticKey(property.key, property.computed) ?? []) : [],
  );
}

/** Each of the free names at most once. */
function meantNames(unknown: readonly string[], free: readonly string[]): Map<string, string> {
  const meant = new Map<string, string>();
  for (const key of unknown.slice(0, MAX_NAMES)) {
    const left = free.filter((name) => ![...meant.values()].includes(name));
    const match = meantName(key, left);
    if (match !== null) meant.set(key, match);
  }
  return meant;
}

function missingNames(
  properties: readonly PropertyNode[],
  keys: readonly string[],
  replaced: ReadonlySet<string>,
): string[] {
  return properties
    .filter(({ name, optional }) => !optional && !keys.includes(name) && !replaced.has(name))
    .map(({ name }) => name);
}

function list(what: string, items: readonly string[]): string {
  if (items.length === 0) return "";
  const more = items.length - MAX_NAMES;
  const shown = more > 0 ? [...items.slice(0, MAX_NAMES), `and ${more} more`] : items;
  return `${what}${items.length > 1 ? "s" : ""} ${shown.join(", ")}`;
}
