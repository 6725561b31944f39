import { expect, test } from "vitest";
import type { JsonValue } from "../../src/json.ts";
import { safeLine, safeText } from "../../src/model/docs.ts";
import { printDoc } from "../../src/model/print-doc.ts";
import { compileSchema } from "../../src/model/schema/compile.ts";
import type { PropertyNode } from "../../src/model/types.ts";

test.each([
  ["ends of comments", "a */ b", "a *\\/ b"],
  ["ends of comments that appear when something is removed", "*\u200d/", "*\\/"],
  ["line separators", "a\u2028b\u2029c\r\nd\re\u0085f", "a\nb\nc\nd\ne\nf"],
  ["controls", "a\u0000b\u001b[31mc\u009bd", "ab[31mcd"],
  ["bidirectional formatting", "\u202Etxt.exe\u202C \u2066x\u2069", "txt.exe x"],
  ["zero-width characters", "a\u200Bb\uFEFFc\u2060d\u00ADe", "abcde"],
  ["tag characters", "a\u{E0041}\u{E0042}b", "ab"],
  ["variation selectors", "a\u{E0100}\uFE00b", "ab"],
  ["fillers", "a\u3164b\u115Fc", "abc"],
  ["unpaired surrogates", "a\ud800b", "a\ufffdb"],
  ["tabs and trailing spaces", "a\tb  \nc", "a  b\nc"],
  ["blank lines", "\n\na\n\n\n\nb\n", "a\n\nb"],
  ["letters of all scripts stay", "Größe 名前 😀", "Größe 名前 😀"],
])("text: %s", (_, given, want) => {
  expect(safeText(given)).toBe(want);
});

test("a text is at most 4,096 characters and says that it was cut", () => {
  const text = safeText("x".repeat(5_000_000));
  expect(text).toBe(`${"x".repeat(4096)}\n[cut: the description has 5000000 characters]`);
});

test("a text has at most 200 lines", () => {
  const text = safeText("x\n".repeat(200_000));
  expect(text.split("\n")).toHaveLength(201);
  expect(text).toContain("[cut:");
});

test("a line is one line", () => {
  expect(safeLine(" a\n\tb\u2028c ")).toBe("a b c");
  expect(safeLine("x".repeat(400))).toBe(`${"x".repeat(300)}...`);
});

/** The documentation of a property with this schema, as it is printed. */
function docOf(schema: JsonValue, name = "p"): string[] {
  const compiled = compileSchema(
    { type: "object", properties: { [name]: schema } },
    { name: "T", role: "input" },
  );
  const { type } = compiled.type;
  const [property] = type.kind === "object" ? type.properties : [];
  return printDoc((property as PropertyNode).doc, 0)
    .trimEnd()
    .split("\n");
}

test.each([
  ["nothing to say", { type: "string" }, [""]],
  ["a description", { description: "Words." }, ["/** Words. */"]],
  [
    "constraints, each once, in a fixed order",
    { type: "integer", description: "How many.", maximum: 9, minimum: 1, default: 3 },
    [
      "/**",
      " * How many.",
      " * @integer",
      " * @minimum 1",
      " * @maximum 9",
      " * @default 3",
      " */",
    ],
  ],
  [
    "format, pattern, examples, deprecation",
    { type: "string", format: "uri", pattern: "^a", examples: ["a", "b"], deprecated: true },
    [
      "/**",
      " * @deprecated",
      " * @format uri",
      " * @pattern ^a",
      ' * @example "a"',
      ' * @example "b"',
      " */",
    ],
  ],
  ["a title where there is no description", { title: "The name" }, ["/** The name */"]],
  ["a title that repeats the name says nothing", { title: "P" }, [""]],
  [
    "the branch that is not null",
    { anyOf: [{ type: "integer", minimum: 1, description: "Count." }, { type: "null" }] },
    ["/**", " * Count.", " * @integer", " * @minimum 1", " */"],
  ],
  [
    "what the items of a list are",
    { type: "array", items: { type: "string", format: "email", description: "Who." }, minItems: 1 },
    ["/**", " * Each item: Who.; format email", " * @minItems 1", " */"],
  ],
  [
    "what constants mean",
    {
      oneOf: [
        { const: "a", description: "First." },
        { const: 2, title: "Second" },
      ],
    },
    ["/**", ' * - "a": First.', " * - 2: Second", " */"],
  ],
  ["a default that is a structure", { default: { a: [1] } }, ['/** @default {"a":[1]} */']],
  [
    "its own tags cannot be made by a text",
    { description: "@deprecated\nsee @param x a@b.c" },
    ["/**", " * \\@deprecated", " * see \\@param x a@b.c", " */"],
  ],
  [
    "nor one without a name",
    { description: "@ deprecated\n  @", default: "@ @x" },
    ["/**", " * \\@ deprecated", " *   \\@", ' * @default "@ \\@x"', " */"],
  ],
  ["a pragma stands where none is read", { description: "@ts-nocheck" }, ["/** \\@ts-nocheck */"]],
] as [string, JsonValue, string[]][])("documentation: %s", (_, schema, want) => {
  expect(docOf(schema)).toEqual(want);
});

test.each([
  ["Seconds to wait (default 30).", 30],
  ["Seconds to wait. Defaults to 30.", 30],
  ['Default is "all".', "all"],
  ["The default value (as well as the maximum) is 10.", 10],
  ["Optional, default: 'default'.", "default"],
  ["Whether to wait (Default=False)", false],
  ["30 by default", 30],
  ["`all` (default) or `none`", "all"],
  ["Default: 0.5", 0.5],
] as [string, JsonValue][])(
  "a default that the description says is said once: %s",
  (description, value) => {
    expect(docOf({ description, default: value })).toEqual([`/** ${description} */`]);
  },
);

test.each([
  ["Seconds to wait (default 300).", 30],
  ["Seconds to wait (default 30.5).", 30],
  ["Seconds to wait (default -30).", 30],
  ["Seconds to wait (default: 30,000).", 30],
  ["By default waits, at most 30 times.", 30],
  ["Set to false for the default.", true],
  ["Sort by name or size", "name"],
  ["Default is all.", ""],
  ["The default.", { a: 1 }],
] as [string, JsonValue][])("%s does not say that the default is %j", (description, value) => {
  const lines = docOf({ description, default: value });
  expect(lines).toContain(` * @default ${JSON.stringify(value)}`);
});

test.each([
  ["Results per page (1-100)", []],
  ["Between 1 and 100 of them", []],
  ["1 to 100", []],
  ["min 1, max 100", []],
  ["Minimum: 1. Maximum is 100.", []],
  ["At least 1", ["@maximum 100"]],
  ["up to 100", ["@minimum 1"]],
  ["Page (1-based), of 100", ["@minimum 1", "@maximum 100"]],
  ["1-1000", ["@minimum 1", "@maximum 100"]],
  ["minimum 10", ["@minimum 1", "@maximum 100"]],
])("bounds that the description says are said once: %s", (description, tags) => {
  const lines = docOf({ type: "number", description, minimum: 1, maximum: 100 });
  expect(lines.filter((line) => line.includes("@")).map((line) => line.slice(3))).toEqual(tags);
});

test("a description of any kind takes no time to be compared with its tags", () => {
  const description = `${"default value is, ".repeat(200)}${"default(".repeat(100)}`;
  const lines = docOf({ description, default: "x".repeat(1000), minimum: 1, maximum: 2 });
  expect(lines.filter((line) => line.startsWith(" * @"))).toHaveLength(3);
});

test("what a shared declaration says is not said again where it is used", () => {
  const person = {
    type: "object",
    description: "Somebody.",
    properties: { a: { type: "string" }, b: { type: "string" }, c: { type: "string" } },
  };
  const { type } = compileSchema(
    {
      $defs: { person },
      type: "object",
      properties: {
        x: { $ref: "#/$defs/person" },
        y: { description: "The other.", $ref: "#/$defs/person" },
      },
    },
    { name: "T", role: "input" },
  );
  expect(type.declarations.map(({ name, doc }) => [name, doc.text])).toEqual([
    ["T_Person", "Somebody."],
  ]);
  const properties = type.type.kind === "object" ? type.type.properties : [];
  expect(properties.map(({ doc }) => doc.text)).toEqual(["", "The other."]);
});
