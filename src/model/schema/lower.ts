import { isJsonObject, type JsonObject, type JsonValue } from "../../json.ts";
import type { TypeDeclaration, TypeNode } from "../types.ts";
import { describeSchemas } from "./describe.ts";
import { refReplacesSiblings } from "./dialect.ts";
import { withoutEvaluated } from "./evaluated.ts";
import type { Evaluation } from "./evaluation.ts";
import { REFERENCE_KEYWORDS, referenceTargets } from "./keywords/reference.ts";
import { SCHEMA_LIMITS } from "./limits.ts";
import { lowerArrays, lowerObjects } from "./lower-shapes.ts";
import { NEVER, unionOf, UNKNOWN, type Lowering } from "./lowering.ts";
import { plainType } from "./plain.ts";
import { isEmpty, type Scalars } from "./scalars.ts";
import { keyword, onlyAnnotates, type Conjunction, type Schema } from "./schema.ts";
import { ANYTHING, intersectValues, isAnything, isNothing, type Values } from "./values.ts";

export interface LoweredType {
  type: TypeNode;
  /** What recursive parts refer to. */
  declarations: TypeDeclaration[];
  /** Where the structures in the type come from, should they become declarations of their own. */
  origins: Map<TypeNode, TypeOrigin>;
}

export interface TypeOrigin {
  hint: string;
  schemas: Conjunction;
}

/**
 * Turns what a schema accepts into a type. A part that is met again is the same node again, and a part that contains
 * itself becomes a declaration: the result is finite whatever the schema refers to.
 *
 * @param root the schemas of the whole; the type itself is called `name`
 * @param nameFor an unused name for a declaration
 */
export function lowerSchema(
  root: Conjunction,
  name: string,
  evaluation: Evaluation,
  options: {
    role: "input" | "output";
    defaulted: ReadonlySet<string>;
    nameFor: (hint: string) => string;
  },
): LoweredType {
  const ids = new Map<Schema, number>();
  const texts = new Map<Schema, string>();
  const done = new Map<string, TypeNode>();
  /** Conjunctions being lowered, with the name that a reference from inside gave them. */
  const open = new Map<string, string | null>();
  const declarations: TypeDeclaration[] = [];
  const origins = new Map<TypeNode, TypeOrigin>();
  let nodes = 0;
  let text = 0;

  const lowering: Lowering = {
    evaluation,
    role: options.role,
    defaulted: options.defaulted,
    lower,
    values: (schemas) => conjoinedValues(schemas, evaluation),
    describe: (schemas, named) => describeSchemas(schemas, named, evaluation),
    likeness,
    room,
  };
  const inner: Lowering = { ...lowering, defaulted: new Set() };
  const rootKey = key(simplify(root, evaluation).schemas);
  return { type: lower(root, name), declarations, origins };

  function key(schemas: Conjunction): string {
    const [only] = schemas;
    if (only !== undefined && schemas.length === 1) return String(identify(only));
    return schemas
      .map(identify)
      .toSorted((a, b) => a - b)
      .join();
  }

  function identify(schema: Schema): number {
    if (typeof schema === "boolean") return schema ? -1 : -2;
    const known = ids.get(schema);
    if (known !== undefined) return known;
    ids.set(schema, ids.size);
    return ids.size - 1;
  }

  function likeness(schemas: Conjunction): string {
    return schemas.map(textOf).join("&");
  }

  function textOf(schema: Schema): string {
    const known = texts.get(schema);
    if (known !== undefined) return known;
    // Equal texts mean equal schemas only where references mean the same.
    const text = evaluation.document.hasOneBase() ? JSON.stringify(schema) : `#${identify(schema)}`;
    texts.set(schema, text);
    return text;
  }

  function room(added: string): boolean {
    text += added.length;
    if (text <= SCHEMA_LIMITS.text) return true;
    evaluation.capped("the text of its types");
    return false;
  }

  function lower(schemas: Conjunction, hint: string): TypeNode {
    const plain = open.size < SCHEMA_LIMITS.depth ? plainType(schemas) : null;
    if (plain !== null) return plain;
    const simple = simplify(schemas, evaluation);
    if (simple.schemas.length === 0) return UNKNOWN;
    if (simple.schemas.includes(false)) return NEVER;
    const id = key(simple.schemas);
    const known = done.get(id);
    if (known !== undefined) return known;
    if (open.has(id)) return referTo(id, simple.hint ?? hint);
    if (open.size >= SCHEMA_LIMITS.depth) {
      evaluation.capped(`more than ${SCHEMA_LIMITS.depth} levels`, simple.schemas[0]);
      return UNKNOWN;
    }
    nodes += 1;
    if (nodes > SCHEMA_LIMITS.nodes) {
      evaluation.capped("the number of its types", simple.schemas[0]);
      return UNKNOWN;
    }
    open.set(id, null);
    const values = lowering.values(simple.schemas);
    const context = id === rootKey && open.size === 1 ? lowering : inner;
    const node = lowerValues(values, simple.hint ?? hint, context);
    const given = open.get(id) as string | null;
    open.delete(id);
    const result = given === null ? node : declare(given, node, simple.schemas, id);
    done.set(id, result);
    if (result === node) origins.set(node, { hint: simple.hint ?? hint, schemas: simple.schemas });
    return result;
  }

  function referTo(id: string, hint: string): TypeNode {
    const given = open.get(id) ?? (id === rootKey ? name : options.nameFor(hint));
    open.set(id, given);
    return { kind: "reference", name: given };
  }

  function declare(given: string, node: TypeNode, schemas: Conjunction, id: string): TypeNode {
    // A type that is nothing but itself says nothing; the root is declared by whoever asked for it.
    const type = mentionsBare(node, given) ? UNKNOWN : node;
    if (id === rootKey) return open.size === 0 ? type : { kind: "reference", name: given };
    declarations.push({ name: given, doc: lowering.describe(schemas, ""), type });
    return { kind: "reference", name: given };
  }
}

/** Whether a union or intersection is made of the very name it is given to, which TypeScript refuses. */
function mentionsBare(node: TypeNode, name: string): boolean {
  if (node.kind === "reference") return node.name === name;
  if (node.kind !== "union" && node.kind !== "intersection") return false;
  return node.members.some((member) => mentionsBare(member, name));
}

function conjoinedValues(schemas: Conjunction, evaluation: Evaluation): Values {
  let values = ANYTHING;
  for (const schema of schemas) {
    values = intersectValues(values, evaluation.evaluate(schema), evaluation);
  }
  return evaluation.tracksEvaluated ? withoutEvaluated(values) : values;
}

/**
 * Drops what asserts nothing and replaces a schema that is nothing but a reference by what it refers to, so that all
 * references to one definition share one type, called after it.
 */
function simplify(
  schemas: Conjunction,
  evaluation: Evaluation,
): { schemas: Conjunction; hint: string | null } {
  const [only] = schemas;
  const isAlone = schemas.length === 1;
  if (isAlone && only !== undefined && assertsItself(only)) return { schemas, hint: null };
  let hint: string | null = null;
  const found = new Set<Schema>();
  for (let schema of schemas) {
    for (let hops = 0; isPureReference(schema, evaluation) && hops < 32; hops += 1) {
      const [target] = referenceTargets(schema, evaluation);
      if (target === undefined) break;
      hint = lastSegment(keyword(schema, "$ref")) ?? hint;
      schema = target;
    }
    if (schema !== true && !(isJsonObject(schema) && onlyAnnotates(schema))) found.add(schema);
  }
  return { schemas: [...found], hint: isAlone ? hint : null };
}

/** The quick answer for nearly every schema: neither a reference nor without assertions. */
function assertsItself(schema: Schema): boolean {
  return (
    isJsonObject(schema) &&
    !REFERENCE_KEYWORDS.some((name) => Object.hasOwn(schema, name)) &&
    !onlyAnnotates(schema)
  );
}

function isPureReference(schema: Schema, evaluation: Evaluation): schema is JsonObject {
  if (!isJsonObject(schema)) return false;
  const name = REFERENCE_KEYWORDS.find((keyword) => Object.hasOwn(schema, keyword));
  if (name === undefined) return false;
  return (
    onlyAnnotates(schema, name) || (name === "$ref" && refReplacesSiblings(evaluation.dialect))
  );
}

function lastSegment(reference: JsonValue | undefined): string | null {
  if (typeof reference !== "string") return null;
  const segments = reference.split(/[/#]/).filter((segment) => segment !== "");
  return segments.at(-1) ?? null;
}

function lowerValues(values: Values, hint: string, lowering: Lowering): TypeNode {
  if (isAnything(values)) return UNKNOWN;
  if (isNothing(values)) return NEVER;
  const types: TypeNode[] = [];
  const { string, number, boolean, array, object } = values;
  if (!isEmpty(string)) types.push(...lowerScalars(string, "string", lowering));
  if (!isEmpty(number)) types.push(...lowerScalars(number, "number", lowering));
  if (!isEmpty(boolean)) types.push(...lowerBooleans(boolean));
  if (array.length > 0) types.push(...lowerArrays(array, hint, lowering));
  if (object.length > 0) types.push(...lowerObjects(object, hint, lowering));
  if (values.null) types.push({ kind: "null" });
  return unionOf(types);
}

function lowerScalars(
  set: Scalars<string> | Scalars<number>,
  kind: "string" | "number",
  lowering: Lowering,
): TypeNode[] {
  if (set.except) return [{ kind }];
  const values = [...set.values];
  if (!lowering.room(values.join())) return [{ kind }];
  return values.map((value) => ({ kind: "literal", value }));
}

function lowerBooleans(set: Scalars<boolean>): TypeNode[] {
  const values = [true, false].filter((value) => set.values.has(value) !== set.except);
  if (values.length === 2) return [{ kind: "boolean" }];
  return values.map((value) => ({ kind: "literal", value }));
}
