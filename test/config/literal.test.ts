import { createJiti } from "jiti";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { readLiteralConfig } from "../../src/config/literal.ts";

const IMPORT = 'import { defineConfig } from "codemode";';
const DEFINE = path.resolve(import.meta.dirname, "../../src/config/define.ts");

/** What is read without being run, and must be what running it gives. */
const READ: [string, string][] = [
  ["a literal", "export default { servers: { a: { command: 'x', args: [\"-y\", `b`] } } };"],
  ["the usual one", `${IMPORT}\nexport default defineConfig({ servers: {}, });\n`],
  ["under another name", 'import { defineConfig as d } from "codemode";\nexport default d({});'],
  [
    "with types",
    `${IMPORT}\nimport type { X } from "./x.ts";\ntype Y = X;\ninterface Z {}\nexport default defineConfig({ a: 1 as const, b: [null, true] } satisfies Y as Z);`,
  ],
  ["parentheses, comments", "// one\nexport default (/* two */ { 'a-b': 1.5, \"c\": 0x10 });"],
  ["escapes", String.raw`export default { a: "\u0041\n\x41", b: '\'', c: ${"`\\${VAR}`"} };`],
  ["a name that stands twice", "export default { a: 1, b: 2, a: 3 };"],
  ["names every object inherits", "export default { constructor: 1, toString: { valueOf: 2 } };"],
  ["a byte order mark", "\uFEFFexport default { a: 1 };"],
];

describe("what is nothing but data is read", () => {
  test.each(READ)("%s", async (_name, text) => {
    const read = await readLiteralConfig("codemode.config.ts", text);
    expect(read).not.toBeNull();
    expect(read?.value).toEqual(run(text));
  });
});

/** `satisfies` and the like are gone, and `codemode` is ours, when jiti runs it. */
function run(text: string): unknown {
  const jiti = createJiti(import.meta.url, { fsCache: false, alias: { codemode: DEFINE } });
  const filename = path.join(import.meta.dirname, "codemode.config.ts");
  const { default: value } = jiti.evalModule(text.replace("\uFEFF", ""), { filename }) as {
    default: unknown;
  };
  return value;
}

/** What has to be run, or refused by what runs it. */
const RUN: [string, string][] = [
  ["a variable", "const a = {};\nexport default a;"],
  ["an environment variable", "export default { a: process.env.A };"],
  ["a spread", "export default { ...{} };"],
  ["a spread in a list", "export default [...[]];"],
  ["a hole in a list", "export default [,];"],
  ["a computed name", 'export default { ["a"]: 1 };'],
  ["a getter", "export default { get a() { return 1; } };"],
  ["a method", "export default { a() {} };"],
  ["a shorthand", "export default { undefined };"],
  ["the prototype", 'export default { __proto__: { a: 1 }, "__proto__": 2 };'],
  ["a template with a value", "export default { a: `${1}` };"],
  ["a regular expression", "export default { a: /x/ };"],
  ["a large integer", "export default { a: 1n };"],
  [
    "a function of its own",
    "function defineConfig(x) { return 1; }\nexport default defineConfig({});",
  ],
  [
    "a function from elsewhere",
    'import { defineConfig } from "./mine.ts";\nexport default defineConfig({});',
  ],
  [
    "another function of codemode",
    'import { generate } from "codemode";\nexport default generate({});',
  ],
  [
    "the type alone",
    'import type { defineConfig } from "codemode";\nexport default defineConfig({});',
  ],
  ["a number with a leading zero", "export default { a: 010 };"],
  ["a text with an octal escape", String.raw`export default { a: "\\\101\0" };`],
  ["two arguments", `${IMPORT}\nexport default defineConfig({}, {});`],
  ["an import that does something", 'import "./setup.ts";\nexport default {};'],
  ["a statement that does something", "setup();\nexport default {};"],
  ["an export beside it", "export const a = 1;\nexport default {};"],
  ["a class", "export default class {}"],
  ["no default", "export const a = 1;"],
  ["CommonJS", "module.exports = {};"],
  ["what cannot be parsed", "export default { a: };"],
  ["nothing", ""],
];

describe("what is more than data is not", () => {
  test.each(RUN)("%s", async (_name, text) => {
    expect(await readLiteralConfig("codemode.config.ts", text)).toBeNull();
  });
});

test("types are no JavaScript", async () => {
  expect(
    await readLiteralConfig("codemode.config.mjs", "export default { a: 1 as 1 };"),
  ).toBeNull();
});
