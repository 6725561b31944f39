import { compareCodeUnits } from "../../json.ts";
import type { IndexNode, ObjectNode, PropertyNode, TupleElement, TypeNode } from "../types.ts";
import type { ArrayShape } from "./arrays.ts";
import {
  EMPTY_RECORD,
  NEVER,
  OPEN_LIST,
  OPEN_RECORD,
  UNDEFINED,
  unionOf,
  UNKNOWN,
  type Lowering,
} from "./lowering.ts";
import type { ObjectShape } from "./objects.ts";
import type { NamePattern } from "./patterns.ts";
import type { Conjunction } from "./schema.ts";
import { isNothing, type Shapes } from "./values.ts";

export function lowerArrays(
  shapes: Shapes<ArrayShape>,
  hint: string,
  lowering: Lowering,
): TypeNode[] {
  if (shapes === "every") return [OPEN_LIST];
  const nodes = shapes.map((shape) => lowerArray(shape, hint, lowering));
  return [...new Set(nodes.filter((node) => node !== null))];
}

/**
 * Lists stay `T[]` whatever their bounds: what `map` and `filter` return must be assignable to them. Only positions
 * make a tuple.
 *
 * @returns `null` where no array fits
 */
function lowerArray(shape: ArrayShape, hint: string, lowering: Lowering): TypeNode | null {
  const itemHint = singular(hint);
  const elements: TupleElement[] = [];
  for (const schemas of shape.prefix.slice(0, shape.max)) {
    const type = lowering.lower(schemas, itemHint);
    if (type.kind === "never") return closeTuple(elements, shape.min);
    elements.push({ type, optional: elements.length >= shape.min });
  }
  if (shape.max <= elements.length) return closeTuple(elements, shape.min);
  const rest = shape.rest === null ? UNKNOWN : lowering.lower(shape.rest, itemHint);
  if (rest.kind === "never") return closeTuple(elements, shape.min);
  if (elements.length === 0) return rest === UNKNOWN ? OPEN_LIST : { kind: "array", items: rest };
  return { kind: "tuple", elements, rest };
}

function closeTuple(elements: TupleElement[], min: number): TypeNode | null {
  return min > elements.length ? null : { kind: "tuple", elements, rest: null };
}

export function lowerObjects(
  shapes: Shapes<ObjectShape>,
  hint: string,
  lowering: Lowering,
): TypeNode[] {
  if (shapes === "every") return [OPEN_RECORD];
  const possible = shapes.filter((shape) => !isImpossible(shape, lowering));
  const [alone] = possible;
  if (alone !== undefined && possible.length === 1) {
    return [lowerObject(alone, hint, lowering, false)];
  }
  const distinct = withoutSubsets(possible, lowering);
  const shared = sharedProperties(distinct, lowering);
  if (shared === null) {
    return distinct.map((shape) => lowerObject(shape, hint, lowering, distinct.length > 1));
  }
  const rests = distinct.map((shape) => omit(shape, shared));
  return [
    {
      kind: "intersection",
      members: [
        lowerObject(pick(distinct[0] as ObjectShape, shared), hint, lowering, true),
        { kind: "union", members: rests.map((rest) => lowerObject(rest, hint, lowering, true)) },
      ],
    },
  ];
}

function isImpossible(shape: ObjectShape, lowering: Lowering): boolean {
  return [...shape.required].some((name) => {
    const schemas = shape.properties.get(name);
    return schemas !== undefined && schemas.length > 1 && isNothing(lowering.values(schemas));
  });
}

/** Drops a shape where another one accepts all it does: same properties, fewer of them required. */
function withoutSubsets(shapes: readonly ObjectShape[], lowering: Lowering): ObjectShape[] {
  if (shapes.length < 2) return [...shapes];
  const outlines = shapes.map((shape) => outline(shape, lowering));
  return shapes.filter((shape, index) => {
    return !shapes.some((other, at) => {
      if (at === index || outlines[at] !== outlines[index]) return false;
      if ([...other.required].some((name) => !shape.required.has(name))) return false;
      return other.required.size < shape.required.size || at < index;
    });
  });
}

/** Equal for shapes that differ at most in what they require. */
function outline(shape: ObjectShape, lowering: Lowering): string {
  const properties = [...shape.properties].map(([name, schemas]) =>
    JSON.stringify([name, lowering.likeness(schemas)]),
  );
  const patterns = shape.patterns.map((rule) => [
    [rule.pattern.text, rule.pattern.anywhere, rule.pattern.exact],
    lowering.likeness(rule.schemas),
  ]);
  const rest = shape.rest === null ? null : lowering.likeness(shape.rest);
  return JSON.stringify([properties.toSorted(compareCodeUnits), patterns, rest]);
}

/**
 * Names of the properties that all alternatives have alike, when saying them once is worth an intersection and leaves
 * every alternative something of its own.
 */
function sharedProperties(
  shapes: readonly ObjectShape[],
  lowering: Lowering,
): ReadonlySet<string> | null {
  const [first, ...others] = shapes;
  if (first === undefined || others.length === 0) return null;
  const opened = shapes.some((shape) => shape.patterns.length > 0 || isOpened(shape));
  if (opened) return null;
  const alike = [...first.properties].filter(([name, schemas]) =>
    others.every((other) => {
      const theirs = other.properties.get(name);
      if (theirs === undefined || lowering.likeness(theirs) !== lowering.likeness(schemas))
        return false;
      return other.required.has(name) === first.required.has(name);
    }),
  );
  const shared = new Set(alike.map(([name]) => name));
  const worthIt = shared.size * others.length >= 4;
  const allDiffer = shapes.every((shape) => shape.properties.size > shared.size);
  return worthIt && allDiffer ? shared : null;
}

function isOpened(shape: ObjectShape): boolean {
  return shape.rest !== null && !shape.rest.includes(false);
}

function pick(shape: ObjectShape, names: ReadonlySet<string>): ObjectShape {
  const properties = new Map([...shape.properties].filter(([name]) => names.has(name)));
  return { ...shape, properties };
}

function omit(shape: ObjectShape, names: ReadonlySet<string>): ObjectShape {
  const properties = new Map([...shape.properties].filter(([name]) => !names.has(name)));
  return { ...shape, properties };
}

function lowerObject(
  shape: ObjectShape,
  hint: string,
  lowering: Lowering,
  isAlternative: boolean,
): ObjectNode {
  const closed = shape.rest?.includes(false) === true;
  const properties: PropertyNode[] = [];
  for (const [name, schemas] of shape.properties) {
    if (!lowering.room(name)) return OPEN_RECORD;
    const optional = !shape.required.has(name) || lowering.defaulted.has(name);
    const inherited = optional && INHERITED.has(name);
    const type = inherited ? UNKNOWN : lowering.lower(schemas, name);
    // What a closed object cannot have need not be said, except where it tells alternatives apart.
    if (type.kind === "never" && optional && closed && !isAlternative) continue;
    properties.push({ name, optional, type, doc: lowering.describe(schemas, name) });
  }
  properties.sort(requiredFirst);
  const indexes = lowerIndexes(shape, properties, hint, lowering);
  if (properties.length === 0 && indexes.length === 0) return closed ? EMPTY_RECORD : OPEN_RECORD;
  return { kind: "object", properties, indexes };
}

/** Every object has these: TypeScript compares the inherited ones with what an optional property says. */
const INHERITED = new Set([
  "constructor",
  "hasOwnProperty",
  "isPrototypeOf",
  "propertyIsEnumerable",
  "toLocaleString",
  "toString",
  "valueOf",
]);

function requiredFirst(a: PropertyNode, b: PropertyNode): number {
  return Number(a.optional) - Number(b.optional) || compareCodeUnits(a.name, b.name);
}

/**
 * Index signatures: a template for each pattern where that is one and nothing else is open; else one for all names, beside
 * templates of the names that are forbidden. A key must satisfy every signature that it matches, as with patterns.
 */
function lowerIndexes(
  shape: ObjectShape,
  properties: readonly PropertyNode[],
  hint: string,
  lowering: Lowering,
): IndexNode[] {
  const rest = isOpened(shape) ? lowering.lower(shape.rest as Conjunction, hint) : NEVER;
  const rules = shape.patterns.map(({ pattern, schemas }): TypedPattern => ({
    pattern,
    type: lowering.lower(schemas, hint),
  }));
  const open = rules.filter(({ type }) => type.kind !== "never");
  if (rest.kind === "never" && open.length === 0) return [];
  const forbidden = rules.filter(
    ({ type, pattern }) => type.kind === "never" && pattern.exact && isTemplate(pattern),
  );
  // Other names than the patterns' are not opened, but a result may have them.
  const mayHaveOthers =
    rest.kind !== "never" || (shape.rest === null && lowering.role === "output");
  const areTemplates = open.every(({ pattern }) => isTemplate(pattern)) && areCompatible(open);
  const isOnly =
    rest.kind === "never" && (!mayHaveOthers || open.every(({ pattern }) => pattern.exact));
  if (isOnly && areTemplates) {
    const kept = rules.filter((rule) => open.includes(rule) || forbidden.includes(rule));
    return kept.map((rule) => templateOf(rule, properties));
  }
  const others = mayHaveOthers && rest.kind === "never" ? UNKNOWN : rest;
  const types = [others, ...open.map(({ type }) => type)];
  return [
    { prefix: null, type: covering(types, properties) },
    ...forbidden.map((rule) => templateOf(rule, properties)),
  ];
}

interface TypedPattern {
  pattern: NamePattern;
  type: TypeNode;
}

function isTemplate({ text }: NamePattern): boolean {
  return text !== "";
}

function templateOf(
  { pattern, type }: TypedPattern,
  properties: readonly PropertyNode[],
): IndexNode {
  const { text, anywhere } = pattern;
  const matched = properties.filter(({ name }) =>
    anywhere ? name.includes(text) : name.startsWith(text),
  );
  const index: IndexNode = { prefix: text, type: covering([type], matched) };
  return anywhere ? { ...index, anywhere } : index;
}

/** Whether no name could match two templates of different types. */
function areCompatible(rules: readonly TypedPattern[]): boolean {
  return rules.every((rule, index) =>
    rules.every(
      (other, at) =>
        at === index ||
        (rule.type.kind === "unknown" && other.type.kind === "unknown") ||
        (!rule.pattern.anywhere &&
          !other.pattern.anywhere &&
          !other.pattern.text.startsWith(rule.pattern.text) &&
          !rule.pattern.text.startsWith(other.pattern.text)),
    ),
  );
}

/** TypeScript wants every property assignable to the index signatures that match its name (TS2411). */
function covering(types: readonly TypeNode[], properties: readonly PropertyNode[]): TypeNode {
  const all = [...types, ...properties.map((property) => property.type)];
  if (properties.some((property) => property.optional)) all.push(UNDEFINED);
  return unionOf(all);
}

function singular(hint: string): string {
  if (/ies$/i.test(hint)) return hint.replace(/ies$/i, "y");
  return /[^s]s$/i.test(hint) ? hint.slice(0, -1) : `${hint}-item`;
}
