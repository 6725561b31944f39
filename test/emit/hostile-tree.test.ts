import * as fc from "fast-check";
import { Node, type SourceFile } from "ts-morph";
import { expect, test } from "vitest";
import { printAmbientServer } from "../../src/emit/ambient.ts";
import { emitSdkFiles } from "../../src/emit/sdk-files.ts";
import { HEADER } from "../../src/emit/sdk-server.ts";
import type { ServerCatalog } from "../../src/introspect/catalog.ts";
import type { JsonObject, JsonValue } from "../../src/json.ts";
import type { NamedType, ServerModel, TypeNode } from "../../src/model/types.ts";
import { HOSTILE } from "../model/random.ts";
import { catalogOf, modelOf } from "./catalogs.ts";
import { commentsOf, isConstant, parse, strangersIn } from "./printed.ts";

/** `FUZZ_SEED` and `FUZZ_RUNS` of the environment choose other cases, and more. */
const SEED = Number(process.env["FUZZ_SEED"] ?? 5);
const RUNS = Number(process.env["FUZZ_RUNS"] ?? 40);

function some(fields: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<JsonObject> {
  const record = fc.record(fields, { requiredKeys: [], noNullPrototype: true });
  return record as fc.Arbitrary<JsonObject>;
}

const WORDS = { title: HOSTILE, description: HOSTILE, deprecated: fc.boolean(), $comment: HOSTILE };

/** A schema in which every place that takes a text has one of an attacker's. */
const SCHEMA: fc.Arbitrary<JsonValue> = fc.letrec<{ schema: JsonValue }>((tie) => {
  const schemas = fc.dictionary(HOSTILE, tie("schema"), { maxKeys: 3, noNullPrototype: true });
  const prefixed = schemas.map((given) =>
    Object.fromEntries(Object.entries(given).map(([name, schema]) => [`^${name}`, schema])),
  );
  const value = fc.oneof(HOSTILE, fc.constantFrom<JsonValue>(null, 1, -1, true, 1e21, { a: "*/" }));
  return {
    schema: fc.oneof(
      { depthSize: "small" },
      some({
        ...WORDS,
        type: fc.constantFrom("string", "integer", "number"),
        format: HOSTILE,
        pattern: HOSTILE,
        minimum: fc.oneof(HOSTILE, fc.integer()),
        maxLength: fc.nat(),
        default: value,
        examples: fc.array(value, { maxLength: 2 }),
        contentMediaType: HOSTILE,
        tsType: HOSTILE,
      }),
      some({ ...WORDS, enum: fc.array(value, { minLength: 1, maxLength: 4 }), default: value }),
      some({ ...WORDS, const: value }),
      some({ ...WORDS, type: HOSTILE, $ref: HOSTILE, $id: HOSTILE, $anchor: HOSTILE }),
      some({
        ...WORDS,
        type: fc.constant("object"),
        properties: schemas,
        patternProperties: prefixed,
        required: fc.array(HOSTILE, { maxLength: 2 }),
        additionalProperties: tie("schema"),
        default: value,
      }),
      some({
        ...WORDS,
        type: fc.constant("array"),
        items: tie("schema"),
        uniqueItems: fc.boolean(),
      }),
      some({ ...WORDS, prefixItems: fc.array(tie("schema"), { maxLength: 3 }) }),
      some({ ...WORDS, anyOf: fc.array(tie("schema"), { minLength: 1, maxLength: 3 }) }),
      fc
        .array(fc.record({ const: value, description: HOSTILE }), { minLength: 1, maxLength: 3 })
        .map((oneOf): JsonValue => ({ oneOf })),
    ),
  };
}).schema;

const OBJECT = some({
  ...WORDS,
  properties: fc.dictionary(HOSTILE, SCHEMA, { maxKeys: 4, noNullPrototype: true }),
  $defs: fc.dictionary(HOSTILE, SCHEMA, { maxKeys: 2, noNullPrototype: true }),
}).map((schema): JsonObject => ({ ...schema, type: "object" }));

const TOOL = some({
  title: HOSTILE,
  description: HOSTILE,
  outputSchema: OBJECT,
  annotations: some({ title: HOSTILE, readOnlyHint: fc.boolean(), openWorldHint: HOSTILE }),
});

const ANNOTATIONS = some({ title: HOSTILE, audience: fc.array(HOSTILE, { maxLength: 1 }) });
const RESOURCE = { name: HOSTILE, ...WORDS, mimeType: HOSTILE, annotations: ANNOTATIONS };
const TEMPLATE = fc
  .tuple(HOSTILE, fc.constantFrom("{a}", "{?a,b.c}", "{/a*}", "{+%41}"), HOSTILE)
  .map(([before, expression, behind]) => before + expression + behind);

/** What a server has beside its tools. */
const OTHERS = some({
  prompts: fc.array(
    some({
      name: HOSTILE,
      ...WORDS,
      arguments: fc.array(some({ name: HOSTILE, ...WORDS, required: fc.boolean() }), {
        maxLength: 3,
      }),
    }),
    { maxLength: 3 },
  ),
  resources: fc.array(some({ uri: HOSTILE, ...RESOURCE }), { maxLength: 3 }),
  resourceTemplates: fc.array(some({ uriTemplate: TEMPLATE, ...RESOURCE }), { maxLength: 3 }),
}) as fc.Arbitrary<Pick<ServerCatalog, "prompts" | "resources" | "resourceTemplates">>;

const CATALOG = fc
  .tuple(
    fc.uniqueArray(fc.tuple(HOSTILE, OBJECT, TOOL), { maxLength: 4, selector: ([name]) => name }),
    some({ name: HOSTILE, title: HOSTILE, version: HOSTILE }),
    fc.option(HOSTILE),
    OTHERS,
  )
  .map(([tools, serverInfo, instructions, others]): ServerCatalog =>
    catalogOf(
      "s",
      tools.map(([name, inputSchema, tool]) => ({ ...tool, name, inputSchema })),
      { serverInfo, instructions, ...others },
    ),
  );

/** The names that a module of a server declares, in the order they stand. */
function declaredIn(source: SourceFile): string[] {
  return source.getDescendants().flatMap((node) => {
    const isNamed =
      Node.isVariableDeclaration(node) ||
      Node.isModuleDeclaration(node) ||
      Node.isInterfaceDeclaration(node) ||
      Node.isTypeAliasDeclaration(node);
    if (isNamed) return [node.getName()];
    if (!Node.isPropertySignature(node)) return [];
    const name = node.getNameNode();
    return [Node.isStringLiteral(name) ? name.getLiteralValue() : name.getText()];
  });
}

function plannedNames(server: ServerModel): string[] {
  return [
    "tools",
    server.name,
    server.name,
    server.typeName,
    ...server.tools.map(({ name }) => name),
    ...server.tools
      // Results that are the same of every server are declared in a module of their own.
      .flatMap(({ input, output }) =>
        output === null || output.shared === true ? [input] : [input, output],
      )
      .flatMap(namesOf),
  ];
}

function namesOf(type: NamedType): string[] {
  return [type, ...type.declarations].flatMap((one) => [one.name, ...propertiesOf(one.type)]);
}

function propertiesOf(node: TypeNode): string[] {
  switch (node.kind) {
    case "array":
      return propertiesOf(node.items);
    case "tuple":
      return [
        ...node.elements.map(({ type }) => type),
        ...(node.rest === null ? [] : [node.rest]),
      ].flatMap(propertiesOf);
    case "union":
    case "intersection":
      return node.members.flatMap(propertiesOf);
    case "object":
      return [
        ...node.properties.flatMap(({ name, type }) => [name, ...propertiesOf(type)]),
        ...node.indexes.flatMap(({ type }) => propertiesOf(type)),
      ];
    default:
      return [];
  }
}

test("no text of a server leaves its comment or string, and only planned names are declared", () => {
  fc.assert(
    fc.property(CATALOG, (catalog) => {
      const model = modelOf(catalog);
      const server = model.servers[0] as ServerModel;
      const files = emitSdkFiles(model);
      const strangers = [...files].flatMap(([file, text]) =>
        isConstant(file) ? [] : strangersIn(file, text, HEADER),
      );
      expect(strangers).toEqual([]);
      const module = files.get("sdk/s.ts") as string;
      expect(declaredIn(parse("s.ts", module))).toEqual(plannedNames(server));
      const ambient = printAmbientServer(server, server.tools);
      expect(strangersIn("ambient.d.ts", ambient, "")).toEqual([]);
      expect(commentsOf(ambient)).toEqual([]);
    }),
    { seed: SEED, numRuns: RUNS },
  );
});

test.each([
  ["a statement", "type A = string;\nglobalThis.PWN = 1;\n", "ExpressionStatement"],
  ["a tag", "/** @template X */\ntype A = string;\n", "@template"],
  ["a tag without a name", "/** a\n * @ b */\ntype A = string;\n", "@"],
  ["a comment that ends early", "/** a */ /* b */\ntype A = string;\n", "comment /* b */"],
  ["a pragma", "// @ts-nocheck\ntype A = string;\n", "comment // @ts-nocheck"],
  ["a reference", '/// <reference path="x"/>\ntype A = string;\n', "directive"],
  ["a call", "const a = eval();\n", "call"],
  ["an invisible character", 'type A = "\u200b";\n', "invisible 200b"],
  ["no TypeScript", "type A = ;\n", "syntax error 1110"],
  ["code in a template", "type A = `${typeof globalThis}`;\n", "TypeQuery"],
])("the check finds %s", (_, text, want) => {
  expect(strangersIn("x.ts", text, "")).toContain(want);
});
