/** Caps of one schema. What passes one of them becomes `unknown`, that part only, with `SCHEMA_CAPPED`. */
export const SCHEMA_LIMITS = {
  /** Nesting of types, and of in-place keywords (`allOf`, `$ref`...) within one type. */
  depth: 64,
  /** Evaluations and pairwise intersections, large ones counted by their size. */
  steps: 50_000,
  /** Shapes of objects, or of arrays, at one place. */
  alternatives: 64,
  /** Members of an `enum`, of one kind, at one place. */
  literals: 2_000,
  /** Properties of one object. */
  properties: 4_000,
  /** UTF-16 units of a property's name. */
  nameLength: 512,
  /** Nodes of the whole type. */
  nodes: 20_000,
  /** UTF-16 units of all literals and names of the whole type. */
  text: 256 * 1024,
} as const;
