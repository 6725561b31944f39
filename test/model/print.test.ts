import * as fc from "fast-check";
import { format } from "prettier";
import { expect, test } from "vitest";
import { NO_DOC } from "../../src/model/docs.ts";
import { printInline } from "../../src/model/print-inline.ts";
import { printNamedType } from "../../src/model/print.ts";
import type { NamedType, TypeNode } from "../../src/model/types.ts";
import { parseType } from "./parse-type.ts";
import { TYPE } from "./random.ts";

function named(type: TypeNode, name = "T"): NamedType {
  return { name, doc: NO_DOC, type, declarations: [] };
}

const STRING: TypeNode = { kind: "string" };

test("a type with documentation, indented", () => {
  const type: NamedType = {
    name: "ListInput",
    doc: { text: "What to list.", tags: [] },
    type: {
      kind: "object",
      properties: [
        {
          name: "owner",
          optional: false,
          type: STRING,
          doc: { text: "Who.", tags: [{ name: "pattern", text: "^a" }] },
        },
        { name: "a-b", optional: true, type: { kind: "array", items: STRING }, doc: NO_DOC },
      ],
      indexes: [],
    },
    declarations: [],
  };
  expect(printNamedType(type, { docs: "full", indent: 2, exported: true })).toBe(
    [
      "  /** What to list. */",
      "  export type ListInput = {",
      "    /**",
      "     * Who.",
      "     * @pattern ^a",
      "     */",
      "    owner: string;",
      '    "a-b"?: string[];',
      "  };",
      "",
    ].join("\n"),
  );
  expect(printNamedType(type, { docs: "none" })).toBe(
    'type ListInput = { owner: string; "a-b"?: string[] };\n',
  );
});

/** `FUZZ_SEED` and `FUZZ_RUNS` choose other cases, and more. */
const SEED = Number(process.env["FUZZ_SEED"] ?? 1);
const RUNS = Number(process.env["FUZZ_RUNS"] ?? 150);

test("prettier's defaults leave what is printed alone", async () => {
  await fc.assert(
    fc.asyncProperty(
      TYPE,
      fc.constantFrom("T", "T".repeat(60), "T".repeat(72)),
      async (type, name) => {
        for (const docs of ["full", "none"] as const) {
          const text = printNamedType(named(type, name), { docs });
          expect(await format(text, { parser: "typescript" })).toBe(text);
        }
      },
    ),
    { numRuns: RUNS, seed: SEED },
  );
});

test("what is printed says what the type says: read and printed again, it is the same", () => {
  fc.assert(
    fc.property(TYPE, (type) => {
      const text = printNamedType(named(type), { docs: "none" });
      const read = parseType(text);
      expect(withoutDocs(read)).toEqual(withoutDocs(type));
      expect(printNamedType(named(read), { docs: "none" })).toBe(text);
    }),
    { numRuns: RUNS, seed: SEED },
  );
});

function withoutDocs(type: TypeNode): unknown {
  return JSON.parse(JSON.stringify(type, (key, value: unknown) => (key === "doc" ? null : value)));
}

test.each([
  [{ kind: "literal", value: 'a"b' }, "'a\"b'"],
  [{ kind: "literal", value: "it's" }, '"it\'s"'],
  [{ kind: "literal", value: "\u2028\u202e\u0000\n" }, '"\\u2028\\u202e\\u0000\\n"'],
  [{ kind: "literal", value: "</script>" }, '"\\u003c/script>"'],
  [{ kind: "literal", value: 1e21 }, "1e21"],
  [
    { kind: "array", items: { kind: "union", members: [STRING, { kind: "null" }] } },
    "(string | null)[]",
  ],
  [
    {
      kind: "intersection",
      members: [
        { kind: "object", properties: [], indexes: [{ prefix: "x`${", type: STRING }] },
        {
          kind: "union",
          members: [
            { kind: "reference", name: "A" },
            { kind: "reference", name: "B" },
          ],
        },
      ],
    },
    "{ [key: `x\\`\\${${string}`]: string } & (A | B)",
  ],
] as [TypeNode, string][])("%j on one line", (type, want) => {
  expect(printInline(type)).toBe(want);
  expect(printNamedType(named(type), { docs: "none" })).toBe(`type T = ${want};\n`);
});

test("on one line, what is deep or long is hinted at", () => {
  const leaf = { optional: false, doc: NO_DOC, name: "a" };
  const inner: TypeNode = { kind: "object", properties: [{ ...leaf, type: STRING }], indexes: [] };
  const outer: TypeNode = { kind: "object", properties: [{ ...leaf, type: inner }], indexes: [] };
  const letters = "abcdefghijklmno"
    .split("")
    .map((value): TypeNode => ({ kind: "literal", value }));
  expect(printInline(outer, { maxDepth: 1 })).toBe("{ a: { ... } }");
  expect(printInline({ kind: "union", members: letters }, { maxMembers: 2 })).toBe(
    '"a" | "b" | ...',
  );
});
