import { expect, test } from "vitest";
import type { JsonObject, JsonValue } from "../../../src/json.ts";
import { printNamedType } from "../../../src/model/print.ts";
import { compileSchema } from "../../../src/model/schema/compile.ts";
import { codesOf, N, object, S, typeOf } from "./type-of.ts";

function nested(levels: number, wrap: (inner: JsonValue) => JsonObject): JsonValue {
  let schema: JsonValue = S;
  for (let level = 0; level < levels; level += 1) schema = wrap(schema);
  return schema;
}

function numbered<T>(count: number, member: (index: number) => T): Record<string, T> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`d${index}`, member(index)]),
  );
}

/** Every part refers to the next one twice: 2^30 places in full. */
const BILLION = {
  $defs: {
    ...numbered(30, (index) => {
      const next = { $ref: `#/$defs/d${index + 1}` };
      return object({ a: next, b: next });
    }),
    d30: object({ x: S, y: S, z: N }),
  },
  $ref: "#/$defs/d0",
};

const IN_PLACE = {
  $defs: {
    ...numbered(30, (index) => {
      const next = { $ref: `#/$defs/d${index + 1}` };
      return { allOf: [next, next] };
    }),
    d30: object({ x: S }),
  },
  $ref: "#/$defs/d0",
};

const NEGATED = {
  $defs: {
    ...numbered(40, (index) => {
      const next = { not: { $ref: `#/$defs/d${index + 1}` } };
      return { anyOf: [next, next] };
    }),
    d40: S,
  },
  ...object({ x: { $ref: "#/$defs/d0" } }),
};

/** 2^30 combinations of alternatives. */
const COMBINED = {
  allOf: Object.values(
    numbered(30, (index) => ({
      anyOf: [{ required: [`p${index}`] }, { required: [`q${index}`] }],
    })),
  ),
};

const UNIONS = {
  oneOf: Object.values(numbered(5000, (index) => object({ [`k${index}`]: { const: index } }))),
};

/** Each intersection has all properties so far: half a billion in full. */
const GROWING = {
  type: "object",
  allOf: Object.values(numbered(30_000, (index) => ({ properties: { [`p${index}`]: S } }))),
};

/** Many alternatives of many alternatives, none of which excludes another. */
const OVERLAPPING = {
  type: "object",
  oneOf: Object.values(
    numbered(16, (index) => ({
      anyOf: Object.values(numbered(60, (at) => ({ required: [`p${index}_${at}`] }))),
    })),
  ),
};

/** Any of 60 alternatives may evaluate what each other one names. */
const EVALUATED = {
  type: "object",
  anyOf: Object.values(
    numbered(60, (index) => ({
      properties: Object.fromEntries(
        Array.from({ length: 20 }, (_, at) => [`p${index}_${at}`, { const: at }]),
      ),
      required: [`p${index}_0`],
    })),
  ),
  unevaluatedProperties: false,
};

/** Each of 40 resources leads to each other one, and what they mean depends on the way. */
const SCOPES = {
  $ref: "r0",
  $defs: numbered(40, (index) => ({
    $id: `r${index}`,
    type: "object",
    properties: {
      ...numbered(40, (other) => ({ $ref: `r${other}` })),
      value: { $dynamicRef: `#n${index}` },
    },
    $defs: {
      own: { $dynamicAnchor: `n${index}`, const: index },
      next: { $dynamicAnchor: `n${(index + 1) % 40}`, const: -index },
    },
  })),
};

test.each([
  ["names that 60 alternatives evaluate", EVALUATED, ["SCHEMA_CAPPED"]],
  ["40 resources, each with 40 ways on", SCOPES, Array(5).fill("SCHEMA_CAPPED")],
  ["30,000 schemas that must all hold", GROWING, ["SCHEMA_CAPPED"]],
  ["16 x 60 alternatives of which one may hold", OVERLAPPING, ["SCHEMA_CAPPED", "SCHEMA_CAPPED"]],
  ["200 levels", nested(200, (inner) => object({ a: inner })), ["SCHEMA_CAPPED"]],
  [
    "100,000 levels",
    nested(100_000, (inner) => object({ a: inner })),
    ["SCHEMA_CAPPED", "SCHEMA_CAPPED"],
  ],
  [
    "100,000 levels in place",
    nested(100_000, (inner) => ({ allOf: [inner] })),
    ["SCHEMA_CAPPED", "SCHEMA_CAPPED"],
  ],
  ["a billion places", BILLION, []],
  ["a billion schemas in one place", IN_PLACE, []],
  ["a billion negations", NEGATED, ["SCHEMA_CAPPED"]],
  ["a billion combinations", COMBINED, ["SCHEMA_CAPPED"]],
  ["5,000 alternatives", UNIONS, ["SCHEMA_CAPPED"]],
  [
    "50,000 values",
    { type: "object", properties: { a: { enum: Object.keys(numbered(50_000, () => 0)) } } },
    ["SCHEMA_CAPPED"],
  ],
  ["5,000 properties", object(numbered(5000, () => S)), ["SCHEMA_CAPPED"]],
  ["a name of 64 KiB", object({ ["a".repeat(65_536)]: S }), ["SCHEMA_CAPPED"]],
  ["3,000 properties", object(numbered(3000, () => S)), []],
] as [string, JsonValue, string[]][])(
  "%s: small output, and a diagnostic where it was cut",
  (_, schema, codes) => {
    const compiled = compileSchema(schema, { name: "T", role: "input" });
    const text = printNamedType(compiled.type, { docs: "full" });
    expect(compiled.diagnostics.map(({ code }) => code)).toEqual(codes);
    expect(text.length).toBeLessThan(100_000);
  },
);

test("what is cut is wider, that part only", () => {
  const deep = nested(100, (inner) => ({ type: "array", items: inner }));
  const given = object({ deep, flat: S });
  expect(typeOf(given)).toMatch(/^\{ deep\?: unknown(?:\[\])+; flat\?: string \}$/);
});

test("a value that was cut off is any value, not its stump", () => {
  const deep = JSON.parse(`${"[".repeat(600)}1${"]".repeat(600)}`) as JsonValue;
  expect(typeOf({ not: { const: deep } })).toBe("unknown");
  expect(
    typeOf({ type: "array", prefixItems: [{ const: 1 }], not: nested(600, (not) => ({ not })) }),
  ).toBe("[1?, ...unknown[]]");
});

test("reports of one schema are counted beyond the first five", () => {
  const given = object(numbered(9, (index) => ({ $ref: `#/nowhere/${index}` })));
  const { diagnostics } = compileSchema(given, { name: "T", role: "input" });
  expect(diagnostics).toHaveLength(5);
  expect(diagnostics.at(-1)?.detail).toBe("and 4 more of this schema");
});

test("a diagnostic says where", () => {
  const place = { server: "github", tool: "list", pointer: "/inputSchema" };
  const given = object({ "a/b": { $ref: "x.json" } });
  const { diagnostics } = compileSchema(given, { name: "ListInput", role: "input", place });
  expect(diagnostics.map(({ location }) => location)).toEqual([
    { server: "github", tool: "list", pointer: "/inputSchema/properties/a~1b" },
  ]);
});

test("cyclic definitions are finite", () => {
  expect(codesOf({ $ref: "#" })).toEqual([]);
  expect(typeOf(object({ a: { anyOf: [{ $ref: "#/properties/a" }, S] } }))).toBe("{ a?: unknown }");
});
