import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { createGate } from "../../src/check/gate.ts";
import type { CheckResult, RunnableProgram } from "../../src/check/types.ts";
import { SDK } from "./sdk.ts";

const gate = createGate(SDK);
afterAll(() => gate.close());

const globals = globalThis as Record<string, unknown>;

beforeEach(() => {
  globals.input = { n: 20 };
  globals.github = {
    get_me: async () => ({ login: "octo" }),
    list_issues: async () => ({ issues: [], total: 3 }),
  };
  globals.memory = { read_graph: async () => ({ entities: [] }) };
});

afterEach(() => {
  for (const name of ["input", "github", "memory"]) Reflect.deleteProperty(globals, name);
});

/** The module as the isolate would load it, its default export called with the input. */
async function run({ code }: RunnableProgram): Promise<unknown> {
  const url = `data:text/javascript;charset=utf-8,${encodeURIComponent(code)}`;
  const module = (await import(/* @vite-ignore */ url)) as { default: (input: unknown) => unknown };
  return module.default(globals.input);
}

async function passed(source: string): Promise<RunnableProgram> {
  const { program, diagnostics }: CheckResult = await gate.check(source);
  if (program === null) throw new Error(JSON.stringify(diagnostics));
  return program;
}

const FORMS: [name: string, given: { source: string; want: unknown }][] = [
  [
    "statements with return",
    { source: "const me = await github.get_me();\nreturn me.login;", want: "octo" },
  ],
  ["statements without return", { source: "const me = await github.get_me();", want: undefined }],
  ["a return in a branch", { source: "if (input.n > 1) return 'big';\n'never'", want: "big" }],
  ["the last expression", { source: "const me = await github.get_me();\nme.login", want: "octo" }],
  ["the last expression, after a comment at its end", { source: "1 + 1 // two", want: 2 }],
  ["the last call, not awaited", { source: "github.get_me()", want: { login: "octo" } }],
  ["an assignment last", { source: "let a = 1;\na = 2", want: undefined }],
  ["an object in parentheses last", { source: "({ a: 1 })", want: { a: 1 } }],
  [
    "export default async function",
    {
      source: "export default async function () {\n  return (await github.get_me()).login;\n}",
      want: "octo",
    },
  ],
  [
    "export default of a named function",
    {
      source:
        "export default async function main(input: { n: number }) {\n  return input.n + helper();\n}\nconst one = 1;\nfunction helper() { return one; }",
      want: 21,
    },
  ],
  [
    "export default of an arrow",
    { source: "const one = 1;\nexport default async ({ n }: { n: number }) => n + one", want: 21 },
  ],
  [
    "export default of a value",
    {
      source:
        "const total = (await github.list_issues({ owner: 'a', repo: 'b' })).total;\nexport default total * 2;",
      want: 6,
    },
  ],
  [
    "export default of a name",
    { source: "async function main() { return 5; }\nexport default main;", want: 5 },
  ],
  [
    "export { main as default }",
    { source: "async function main() { return 6; }\nexport { main as default };", want: 6 },
  ],
  [
    "export default before what it uses",
    { source: "export default async () => late;\nconst late = 7;", want: 7 },
  ],
  [
    "a lone arrow",
    { source: "async () => {\n  return (await github.get_me()).login;\n}", want: "octo" },
  ],
  ["a lone arrow of the input", { source: "async ({ n }) => n * 2;", want: 40 }],
  ["a lone arrow in parentheses", { source: "(async (input) => input.n)", want: 20 }],
  [
    "a lone arrow with types",
    { source: "async (input: { n: number }): Promise<number> => input.n", want: 20 },
  ],
  ["a lone arrow after helpers", { source: "const two = 2;\nasync () => two", want: 2 }],
  ["a lone function", { source: "(async function main() { return 8; })", want: 8 }],
  [
    "main, not called",
    { source: "const LIMIT = 9;\nasync function main() { return LIMIT; }", want: 9 },
  ],
  [
    "main, not called, of the input",
    { source: "async function main(input: { n: number }) { return input.n; }", want: 20 },
  ],
  ["main as an arrow, not called", { source: "const main = async () => 10;", want: 10 }],
  [
    "a single function, not called",
    { source: "interface A { a: 1 }\nasync function work() { return 11; }", want: 11 },
  ],
  ["an exported main", { source: "export async function main() { return 12; }", want: 12 }],
  ["main, called last", { source: "async function main() { return 13; }\nmain();", want: 13 }],
  ["an IIFE", { source: "(async () => { return 14; })();", want: 14 }],
  [
    "exported names",
    { source: "export const a = 1;\nexport type B = number;\nexport {};\nreturn a;", want: 1 },
  ],
  ["a fence", { source: "```ts\nreturn 1;\n```", want: 1 }],
  ["a fence with white space", { source: "\n\n  ```typescript\nreturn 1;\n  ```\n\n", want: 1 }],
  ["a fence that is not closed", { source: "```js\nreturn 1;\n", want: 1 }],
  ["a fence of tildes", { source: "~~~\nreturn 1;\n~~~", want: 1 }],
  [
    "a longer fence around a shorter one",
    { source: "````ts\n/*\n```\n*/\nreturn 5;\n````", want: 5 },
  ],
  ["a fence and words after it", { source: "```ts\nreturn 1;\n```\nThis returns one.", want: 1 }],
  [
    "words around a fence",
    { source: "Here is the program:\n\n```ts\nasync () => 1\n```\n\nIt returns one.", want: 1 },
  ],
  [
    "a fence inside a comment is none",
    { source: "/*\n```ts\ncode\n```\n*/\nreturn 17;", want: 17 },
  ],
  [
    "a byte order mark and a shebang",
    { source: "\uFEFF#!/usr/bin/env codemode\nreturn 1;", want: 1 },
  ],
  ["Windows line ends", { source: "const a = 1\r\n\r\n// two\r\nreturn a + 1\r\n", want: 2 }],
  [
    "an import of the SDK",
    {
      source: 'import { github } from "codemode:sdk";\nreturn (await github.get_me()).login;',
      want: "octo",
    },
  ],
  [
    "an import by the package's name, renamed",
    {
      source:
        'import { github as gh, ToolError as Failure } from "codemode-sdk";\nreturn [(await gh.get_me()).login, typeof Failure];',
      want: ["octo", "undefined"],
    },
  ],
  [
    "an import by a path, of everything",
    {
      source:
        'import * as sdk from "../codemode/sdk/index.js";\nreturn (await sdk.github.get_me()).login + (await sdk.memory.read_graph()).entities.length;',
      want: "octo0",
    },
  ],
  [
    "an import of types",
    {
      source:
        'import type { github } from "./codemode/sdk/index.ts";\nconst me: github.GetMeOutput = { login: "x" };\nreturn me.login;',
      want: "x",
    },
  ],
  ["an import without names", { source: 'import "codemode:sdk"\nreturn 1', want: 1 }],
  [
    "an import in the midst",
    { source: 'const a = 1\nimport { github } from "codemode:sdk"\nreturn a', want: 1 },
  ],
  [
    "types everywhere",
    {
      source:
        "type A = { a: number };\nconst f = <T,>(a: T): T => a as T;\nclass B<T> { constructor(readonly_: T) { this.x = readonly_ } x?: T }\nreturn new B<A>(f({ a: 3 })!).x!.a satisfies number;",
      want: 3,
    },
  ],
  ["input as the program's own name", { source: "const input = 15;\nreturn input;", want: 15 }],
  ["a directive", { source: '"use strict";\nreturn 16;', want: 16 }],
];

describe("a program gives its result", () => {
  test.each(FORMS)("%s", async (_name, { source, want }) => {
    expect(await run(await passed(source))).toEqual(want);
  });
});

describe("every place in the code leads back to its place in the source", () => {
  test.each(FORMS)("%s", async (_name, { source }) => {
    const program = await passed(source);
    const { code } = program;
    const lines = source.split(/\r\n|\n/);
    const words = [...code.matchAll(/\b(?:github|total|helper|late|login|input|return|async)\b/g)];
    let exact = 0;
    for (const { 0: word, index } of words) {
      const before = code.slice(0, index).split(/\r\n|\n/);
      const place = program.toSource(before.length, (before.at(-1) ?? "").length + 1);
      // What was inserted leads to where it was inserted; everything else is itself.
      if (lines[place.line - 1]?.startsWith(word, place.column - 1) === true) exact += 1;
      expect(place.line).toBe(Math.min(before.length, lines.length));
    }
    const ofSource = source.match(/\b(?:total|helper|late|login)\b/g)?.length ?? 0;
    expect(exact).toBeGreaterThanOrEqual(Math.min(ofSource, 1));
  });

  test("a thrown error's place", async () => {
    const source =
      'import { github as gh } from "codemode:sdk"; const a: number = 1; throw new Error("x");';
    const program = await passed(source);
    const { code } = program;
    const column = (code.split("\n")[0] as string).indexOf("new Error") + 1;
    expect(program.toSource(1, column)).toEqual({
      line: 1,
      column: source.indexOf("new Error") + 1,
    });
  });
});
