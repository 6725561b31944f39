import type { Node, ObjectExpression } from "oxc-parser";
import type { ObjectNode, PropertyNode, ToolModel, TypeNode } from "../../model/types.ts";
import { staticKey, unwrap } from "../ast.ts";
import type { Step } from "./literals.ts";

/** A value inside the input of a tool call, with the type that the tool declares for it. */
export interface Place {
  node: Node;
  steps: readonly Step[];
  /** `null`: nothing is known of it, as in a union of objects. */
  type: TypeNode | null;
}

/** `entities[0].observations` */
export function printSteps(steps: readonly Step[]): string {
  return steps
    .map((step, index) =>
      typeof step === "number" ? `[${step}]` : index === 0 ? step : `.${step}`,
    )
    .join("");
}

/** The values from the argument down to the one that a message is about. */
export function placesAlong(argument: Node, path: readonly Node[], tool: ToolModel): Place[] {
  const root = unwrap(argument);
  const places: Place[] = [{ node: root, steps: [], type: tool.input.type }];
  if (!path.includes(root)) return places;
  for (const node of path.slice(path.indexOf(root) + 1)) {
    const last = places.at(-1) as Place;
    const inside = partIn(last, node, tool);
    if (inside !== null) places.push(inside);
  }
  return places;
}

/** All object literals in the input whose type is known, the outermost first. */
export function literalsIn(place: Place, tool: ToolModel): (Place & { node: ObjectExpression })[] {
  const below = partsOf(place, tool).flatMap((part) => literalsIn(part, tool));
  const { node } = place;
  return node.type === "ObjectExpression" && objectOf(place.type, tool) !== null
    ? [{ ...place, node }, ...below]
    : below;
}

/** All values in the input that are written out, but the input itself. */
export function partsIn(place: Place, tool: ToolModel): Place[] {
  return partsOf(place, tool).flatMap((part) => [part, ...partsIn(part, tool)]);
}

/** The values directly in an object or a list. */
function partsOf(place: Place, tool: ToolModel): Place[] {
  const { node } = place;
  const holders =
    node.type === "ObjectExpression"
      ? node.properties
      : node.type === "ArrayExpression"
        ? node.elements
        : [];
  return holders.flatMap((holder, index) =>
    holder === null ? [] : (partOf(place, holder, index, tool) ?? []),
  );
}

/** The part that a property or an item of a list is; `null` when it is none. */
function partIn(place: Place, holder: Node, tool: ToolModel): Place | null {
  const { node } = place;
  if (node.type === "ObjectExpression") return partOf(place, holder, 0, tool);
  if (node.type !== "ArrayExpression") return null;
  const index = node.elements.findIndex((element) => element === holder);
  return index === -1 ? null : partOf(place, holder, index, tool);
}

function partOf(
  { node, steps, type }: Place,
  holder: Node,
  index: number,
  tool: ToolModel,
): Place | null {
  if (node.type === "ArrayExpression") {
    if (holder.type === "SpreadElement") return null;
    return { node: unwrap(holder), steps: [...steps, index], type: itemsOf(type, tool) };
  }
  if (holder.type !== "Property") return null;
  const key = staticKey(holder.key, holder.computed);
  if (key === null) return null;
  const declared = propertyOf(objectOf(type, tool), key)?.type ?? null;
  return { node: unwrap(holder.value), steps: [...steps, key], type: declared };
}

/** The type of a part, by its steps; items of lists need no step. */
export function typeAt(tool: ToolModel, steps: readonly Step[]): TypeNode | null {
  let type: TypeNode | null = tool.input.type;
  for (const step of steps) {
    const items = itemsOf(type, tool);
    if (typeof step === "number") {
      type = items;
      continue;
    }
    type = propertyOf(objectOf(items ?? type, tool), step)?.type ?? null;
  }
  return type;
}

export function propertyOf(object: ObjectNode | null, name: string): PropertyNode | undefined {
  return object?.properties.find((property) => property.name === name);
}

/** The one object that a type is, beside `null` and `undefined`. */
export function objectOf(type: TypeNode | null, tool: ToolModel): ObjectNode | null {
  const only = onlyMember(type, tool);
  return only?.kind === "object" ? only : null;
}

export function itemsOf(type: TypeNode | null, tool: ToolModel): TypeNode | null {
  const only = onlyMember(type, tool);
  return only?.kind === "array" ? only.items : null;
}

/** What a type is, followed through references and without `null` and `undefined`; `null` for a choice. */
export function onlyMember(type: TypeNode | null, tool: ToolModel, depth = 0): TypeNode | null {
  if (type === null || depth > 10) return null;
  if (type.kind === "reference") {
    const declared = tool.input.declarations.find(({ name }) => name === type.name);
    return declared === undefined ? null : onlyMember(declared.type, tool, depth + 1);
  }
  if (type.kind !== "union") return type;
  const members = type.members.filter(({ kind }) => kind !== "null" && kind !== "undefined");
  const [member] = members;
  return members.length === 1 && member !== undefined ? onlyMember(member, tool, depth + 1) : null;
}
