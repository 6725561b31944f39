import { expect, test } from "vitest";
import { schemaToTypeScript } from "../../src/model/schema-to-typescript.ts";

test("the code declares and exports the type, with documentation", () => {
  const { code, diagnostics } = schemaToTypeScript(
    {
      description: "A search.",
      type: "object",
      properties: {
        query: { type: "string", description: "What to look for.", minLength: 1 },
        filters: { type: "array", items: { $ref: "#/$defs/filter" } },
      },
      required: ["query"],
      $defs: {
        filter: {
          type: "object",
          properties: {
            field: { type: "string" },
            and: { type: "array", items: { $ref: "#/$defs/filter" } },
          },
        },
      },
    },
    { name: "Search", role: "input" },
  );
  expect(diagnostics).toEqual([]);
  expect(code).toBe(
    [
      "/** A search. */",
      "export type Search = {",
      "  /**",
      "   * What to look for.",
      "   * @minLength 1",
      "   */",
      "  query: string;",
      "  filters?: Search_Filter[];",
      "};",
      "export type Search_Filter = { and?: Search_Filter[]; field?: string };",
      "",
    ].join("\n"),
  );
});

test("an input is an object, an output is what its schema says", () => {
  expect(schemaToTypeScript({}, { name: "T", role: "input" }).code).toBe(
    "export type T = { [key: string]: unknown };\n",
  );
  expect(schemaToTypeScript({}, { name: "T", role: "output" }).code).toBe(
    "export type T = unknown;\n",
  );
});

test.each(["", "a b", "1a", "class", "string", "Promise"])("%j is no name for a type", (name) => {
  expect(() => schemaToTypeScript({}, { name, role: "output" })).toThrow(TypeError);
});
