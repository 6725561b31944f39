import * as fc from "fast-check";
import type { JsonObject, JsonValue } from "../../src/json.ts";
import type { Doc, IndexNode, ObjectNode, TypeNode } from "../../src/model/types.ts";

/** What the languages that a text is printed into are made of, and what no reader sees. */
const TOKENS = [
  ..."*/ /* /** // /// * / ` ${ { } \" ' \\ ; = : ? , [ ] ( ) < > </ <!-- --> ]]> #! ``` ~~~ @ \\@ |".split(
    " ",
  ),
  ..."@deprecated @ts-nocheck @param {@link @template @jsx deprecated reference type PWN x 0 -1 1e9".split(
    " ",
  ),
  ..."__proto__ constructor then default import declare readonly get [k]:".split(" "),
  " ",
  "\n",
  "\n\n",
  "\r\n",
  "\r",
  "\t",
  "\v",
  "\f",
  "\0",
  "\u001b[31m",
  "\u0085",
  "\u2028",
  "\u2029",
  ..."\u200b \u200d \u202e \ufeff \ufe0f \u3164 \u{e0041} \ud800 \udc00 é е 名 😀 ﬁ".split(" "),
];

/** What an attacker writes: ends of comments and strings, templates, line separators, invisible characters. */
export const HOSTILE = fc.oneof(
  fc.constantFrom(
    "*/ globalThis.PWN = 1; /*",
    '"]; globalThis.PWN = 1; ["',
    "'); PWN; ('",
    "`${globalThis.PWN = 1}`",
    "${1}",
    "\u2028globalThis.PWN=1//",
    "x\r\nPWN",
    "\\",
    '\\"',
    "*",
    "/",
    "*\u200d/",
    "@ts-nocheck",
    "see {@link process} and @param x",
    '/// <reference path="/etc/passwd"/>',
    "//# sourceMappingURL=http://x",
    "</script><!-- -->",
    "\u202Etxt",
    "a\u0000b",
    "\ud800",
    "__proto__",
    "constructor",
    "名前",
    "[k]",
    "readonly x",
    "get a",
    "",
    "0",
  ),
  fc.string({ unit: "binary", maxLength: 8 }),
  {
    arbitrary: fc
      .array(fc.constantFrom(...TOKENS), { maxLength: 8 })
      .map((tokens) => tokens.join("")),
    weight: 4,
  },
);

const DOC = fc.constantFrom<Doc>(
  { text: "", tags: [] },
  { text: "Some words.\n\nAnd more.", tags: [{ name: "minimum", text: "1" }] },
);

const NAME = fc.oneof(
  fc.stringMatching(/^[a-z]{1,14}$/),
  fc.constantFrom("with-dash", 'with"quote', "名前", "naïve x", "1"),
);

const LEAF: fc.Arbitrary<TypeNode> = fc.oneof(
  fc.constantFrom<TypeNode>({ kind: "string" }, { kind: "number" }, { kind: "unknown" }),
  fc.oneof(NAME, HOSTILE).map((value): TypeNode => ({ kind: "literal", value })),
  fc.constantFrom(1, -1, 1e21, 1e-7, 0.5).map((value): TypeNode => ({ kind: "literal", value })),
  fc.stringMatching(/^[A-Z][a-z]{1,20}$/).map((name): TypeNode => ({ kind: "reference", name })),
);

/** Types as the compiler makes them, and larger. */
export const TYPE: fc.Arbitrary<TypeNode> = fc.letrec<{ object: ObjectNode; node: TypeNode }>(
  (tie) => ({
    object: fc.record({
      kind: fc.constant("object" as const),
      properties: fc.uniqueArray(
        fc.record({ name: NAME, optional: fc.boolean(), type: tie("node"), doc: DOC }),
        { maxLength: 4, minLength: 1, selector: ({ name }) => name },
      ),
      indexes: fc.oneof(
        { arbitrary: fc.constant<IndexNode[]>([]), weight: 4 },
        {
          arbitrary: fc
            .record({ prefix: fc.constantFrom(null, "x-"), type: tie("node") })
            .map((one) => [one]),
          weight: 1,
        },
      ),
    }),
    node: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      LEAF,
      tie("node").map((items): TypeNode => ({ kind: "array", items })),
      tie("object"),
      fc
        .array(tie("node"), { minLength: 2, maxLength: 6 })
        .map((members) =>
          members.flatMap((member) => (member.kind === "union" ? member.members : [member])),
        )
        .map((members): TypeNode => ({ kind: "union", members })),
      fc.tuple(tie("object"), tie("object")).map(([first, ...others]): TypeNode => ({
        kind: "union",
        members: [first, ...others, { kind: "null" }],
      })),
      fc
        .tuple(tie("object"), tie("object"), tie("object"))
        .map(([shared, ...members]): TypeNode => ({
          kind: "intersection",
          members: [shared, { kind: "union", members }],
        })),
      fc
        .tuple(fc.array(tie("node"), { minLength: 1, maxLength: 3 }), fc.nat(3), fc.boolean())
        .map(([types, required, open]): TypeNode => ({
          kind: "tuple",
          elements: types.map((type, index) => ({ type, optional: index >= required })),
          rest: open ? { kind: "unknown" } : null,
        })),
    ),
  }),
).node;

const PROPERTY_NAME = fc.constantFrom("a", "b", "c", "kind");

/** Schemas of all keyword families over few names, so that parts meet. References go to two definitions. */
export const SCHEMA: fc.Arbitrary<JsonValue> = fc.letrec<{ schema: JsonValue }>((tie) => {
  const schemas = fc.array(tie("schema"), { minLength: 1, maxLength: 3 });
  const properties = fc.dictionary(PROPERTY_NAME, tie("schema"), {
    maxKeys: 3,
    noNullPrototype: true,
  });
  const required = fc.uniqueArray(PROPERTY_NAME, { maxLength: 2 });
  const some = (entries: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<JsonValue> =>
    fc.record(entries, { requiredKeys: [], noNullPrototype: true }) as fc.Arbitrary<JsonObject>;
  return {
    schema: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.constantFrom<JsonValue>(
        true,
        {},
        { type: "string" },
        { type: "integer" },
        { type: ["string", "null"] },
      ),
      fc.constantFrom<JsonValue>(
        { enum: ["x", 1, null] },
        { const: "x" },
        { const: { a: 1 } },
        { minimum: 3 },
      ),
      fc.constantFrom<JsonValue>({ $ref: "#/$defs/one" }, { $ref: "#/$defs/two" }),
      some({
        type: fc.constant("object"),
        properties,
        required,
        additionalProperties: fc.oneof(fc.boolean(), tie("schema")),
        dependentRequired: fc.dictionary(PROPERTY_NAME, required, {
          maxKeys: 1,
          noNullPrototype: true,
        }),
        patternProperties: fc.dictionary(fc.constantFrom("^a", "b"), tie("schema"), {
          maxKeys: 1,
          noNullPrototype: true,
        }),
      }),
      some({ properties, required, anyOf: schemas, unevaluatedProperties: fc.boolean() }),
      some({ type: fc.constant("array"), items: tie("schema"), minItems: fc.nat(2) }),
      some({ prefixItems: schemas, items: tie("schema"), unevaluatedItems: fc.boolean() }),
      some({ allOf: schemas }),
      some({ anyOf: schemas, type: fc.constantFrom("object", "string") }),
      some({ oneOf: schemas }),
      fc.constantFrom<JsonValue>({ pattern: "^(x|y)$" }, { type: "string", pattern: "^x?$" }),
      // No `contains`: beside `prefixItems`, Ajv lets an empty array pass. No `if`: Ajv counts what a condition that
      // fails has evaluated.
      fc
        .tuple(
          fc.oneof(
            fc.constantFrom("allOf", "anyOf", "oneOf").chain((name) => some({ [name]: schemas })),
            some({ not: tie("schema") }),
            tie("schema").map((a): JsonValue => ({ dependentSchemas: { a } })),
          ),
          some({ properties, unevaluatedProperties: fc.boolean() }),
          some({ prefixItems: schemas, unevaluatedItems: fc.boolean() }),
        )
        .map((parts): JsonValue => Object.assign({}, ...parts) as JsonObject),
      // Branches that exclude each other.
      fc.tuple(tie("schema"), tie("schema")).map(([a, b]): JsonValue => ({
        oneOf: [variant("x", a), variant("y", b)],
      })),
      some({ not: tie("schema") }),
      some({ if: tie("schema"), then: tie("schema"), else: tie("schema") }),
    ),
  };
}).schema;

function variant(kind: string, a: JsonValue): JsonValue {
  return { type: "object", properties: { kind: { const: kind }, a }, required: ["kind"] };
}

const SCALAR = fc.constantFrom<JsonValue>("x", "y", 1, 1.5, 4, true, null);

/** Values over the same names. */
export const VALUE: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    SCALAR,
    fc.dictionary(PROPERTY_NAME, tie("value"), { maxKeys: 4, noNullPrototype: true }),
    fc.array(tie("value"), { maxLength: 3 }),
  ),
})).value;
