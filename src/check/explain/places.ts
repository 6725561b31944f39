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
    const inside = partsOf(last, tool).find(({ holder }) => holder === node);
    if (inside !== undefined) places.push(inside);
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

interface Part extends Place {
  /** The property or the item as a whole. */
  holder: Node;
}

function partsOf({ node, steps, type }: Place, tool: ToolModel): Part[] {
  if (node.type === "ObjectExpression") {
    const object = objectOf(type, tool);
    return node.properties.flatMap((property): Part[] => {
      if (property.type !== "Property") return [];
      const key = staticKey(property.key, property.computed);
      if (key === null) return [];
      const declared = object?.properties.find(({ name }) => name === key)?.type ?? null;
      const value = unwrap(property.value);
      return [{ holder: property, node: value, steps: [...steps, key], type: declared }];
    });
  }
  if (node.type !== "ArrayExpression") return [];
  const items = itemsOf(type, tool);
  return node.elements.flatMap((item, index): Part[] =>
    item === null || item.type === "SpreadElement"
      ? []
      : [{ holder: item, node: unwrap(item), steps: [...steps, index], type: items }],
  );
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
