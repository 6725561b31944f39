import type { Doc, ObjectNode, TypeNode } from "../types.ts";
import type { Evaluation } from "./evaluation.ts";
import type { Conjunction } from "./schema.ts";
import type { Values } from "./values.ts";

/** How conjunctions of schemas become types; shared by the modules that lower one kind each. */
export interface Lowering {
  readonly evaluation: Evaluation;
  readonly role: "input" | "output";
  /** Properties that may be left out although they are required: the bridge sends their default. */
  readonly defaulted: ReadonlySet<string>;
  /** @param hint what a declaration would be called if one is needed */
  lower(schemas: Conjunction, hint: string): TypeNode;
  values(schemas: Conjunction): Values;
  describe(schemas: Conjunction, name: string): Doc;
  /** Equal only for conjunctions of schemas that are the same, or written the same, documentation included. */
  likeness(schemas: Conjunction): string;
  /** Counts text that will be printed; `false` when there is no room for it. */
  room(text: string): boolean;
}

export const UNKNOWN: TypeNode = { kind: "unknown" };
export const NEVER: TypeNode = { kind: "never" };
export const UNDEFINED: TypeNode = { kind: "undefined" };

/** Any array. */
export const OPEN_LIST: TypeNode = { kind: "array", items: UNKNOWN };

/** Any object. */
export const OPEN_RECORD: ObjectNode = {
  kind: "object",
  properties: [],
  indexes: [{ prefix: null, type: UNKNOWN }],
};

/** The object without properties. */
export const EMPTY_RECORD: ObjectNode = {
  kind: "object",
  properties: [],
  indexes: [{ prefix: null, type: NEVER }],
};

/** The union of some types, each leaf once. */
export function unionOf(types: readonly TypeNode[]): TypeNode {
  const [alone] = types;
  if (alone !== undefined && types.length === 1) return alone;
  const members = new Map<string | TypeNode, TypeNode>();
  for (const type of types) {
    for (const member of type.kind === "union" ? type.members : [type]) {
      if (member.kind === "unknown") return UNKNOWN;
      if (member.kind !== "never") members.set(leafKey(member), member);
    }
  }
  const [first, ...others] = members.values();
  if (first === undefined) return NEVER;
  return others.length === 0 ? first : { kind: "union", members: [first, ...others] };
}

/** Equal for equal leaves; structures are told apart by identity, which is enough to keep unions short. */
function leafKey(type: TypeNode): string | TypeNode {
  if (type.kind === "literal") return `literal ${JSON.stringify(type.value)}`;
  if (type.kind === "reference") return `reference ${type.name}`;
  return Object.keys(type).length === 1 ? type.kind : type;
}
