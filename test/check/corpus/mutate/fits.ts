import type { NamedType, TypeNode } from "../../../../src/model/types.ts";
import { dereference } from "./result-types.ts";

/** A value that a program can write out, and what it is in JSON. */
export interface Sample {
  variant: string;
  text: string;
  value: unknown;
}

export const SAMPLES: readonly Sample[] = [
  { variant: "a text", text: '"some text"', value: "some text" },
  { variant: "a number", text: "42", value: 42 },
  { variant: "a number in quotes", text: '"5"', value: "5" },
  { variant: "a boolean", text: "true", value: true },
  { variant: "null", text: "null", value: null },
  { variant: "a list", text: '["one", "two"]', value: ["one", "two"] },
  { variant: "an object", text: "{ value: 1 }", value: { value: 1 } },
];

/** Whether a JSON value is of a type: properties beyond those of an object do not fit, as in a literal. */
export function fits(value: unknown, type: TypeNode, named: NamedType): boolean {
  const node = dereference(type, named);
  switch (node.kind) {
    case "unknown":
      return true;
    case "never":
      return false;
    case "undefined":
      return value === undefined;
    case "null":
      return value === null;
    case "literal":
      return value === node.value;
    case "array":
      return Array.isArray(value) && value.every((item) => fits(item, node.items, named));
    case "tuple":
      return Array.isArray(value);
    case "union":
      return node.members.some((member) => fits(value, member, named));
    case "intersection":
      return node.members.every((member) => fits(value, member, named));
    case "object":
      if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
      return (
        node.properties.every(({ optional, name }) => optional || Object.hasOwn(value, name)) &&
        Object.entries(value).every(([key, one]) => {
          const property = node.properties.find(({ name }) => name === key);
          if (property !== undefined) return fits(one, property.type, named);
          return node.indexes.some((index) => fits(one, index.type, named));
        })
      );
    default:
      return typeof value === node.kind;
  }
}
