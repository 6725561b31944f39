/** More programs that reach around the gate, one for each way that was tried: what each is refused for, in order. */
export const MORE_FORBIDDEN: [name: string, given: { source: string; codes: string[] }][] = [
  [
    "a class with a server's name",
    {
      source: "class github { static nope() {} }\nreturn github.nope();",
      codes: ["CHECK_SHADOWED"],
    },
  ],
  [
    "a function with a server's name",
    { source: "function github() {}\nreturn github();", codes: ["CHECK_SHADOWED"] },
  ],
  [
    "a parameter that is any, with a server's name",
    {
      source: "function f(github: any) { return github.nope(); }\nreturn f(1);",
      codes: ["CHECK_SHADOWED"],
    },
  ],
  [
    "a caught value with a server's name",
    {
      source: "try { throw 1; } catch (github) { return github.nope(); }",
      codes: ["CHECK_SHADOWED"],
    },
  ],
  [
    "a server's name destructured",
    {
      source: "const { a: github } = { a: 1 } as any;\nreturn github.nope();",
      codes: ["CHECK_SHADOWED"],
    },
  ],
  [
    "a server's name out of a list",
    { source: "const [github] = [{} as any];\nreturn github.nope();", codes: ["CHECK_SHADOWED"] },
  ],
  [
    "a server's name in a loop, as var",
    {
      source: "for (var github of [1 as any]) github.nope();\nreturn 1;",
      codes: ["CHECK_SHADOWED"],
    },
  ],
  [
    "a server's name for another server",
    {
      source: 'import { memory as github } from "codemode:sdk";\nreturn await github.read_graph();',
      codes: ["CHECK_SHADOWED"],
    },
  ],
  [
    "a server's name for the whole SDK",
    { source: 'import * as github from "codemode:sdk";\nreturn 1;', codes: ["CHECK_SHADOWED"] },
  ],
  [
    "a server assigned",
    {
      source: "github = { nope() {} };\nreturn github.nope();",
      codes: ["CHECK_ASSIGNED", "CHECK_TOOL_NAME"],
    },
  ],
  [
    "a tool assigned",
    { source: "github.list_issues = 1 as any;\nreturn 1;", codes: ["CHECK_ASSIGNED"] },
  ],
  [
    "a tool deleted",
    { source: "delete github.list_issues;\nreturn 1;", codes: ["CHECK_ASSIGNED"] },
  ],
  [
    "a server's name in a block, any",
    { source: "{ const github: any = {}; github.nope(); }\nreturn 1;", codes: ["CHECK_SHADOWED"] },
  ],
  [
    "a namespace with a server's name",
    { source: "namespace memory { }\nreturn 1;", codes: ["CHECK_DECLARE"] },
  ],
  ["a module declared", { source: 'declare module "x" { }\nreturn 1;', codes: ["CHECK_DECLARE"] }],
  [
    "a module with values",
    { source: "module Foo { export const a = 1; }\nreturn Foo.a;", codes: ["CHECK_DECLARE"] },
  ],
  [
    "import = require",
    { source: 'import fs = require("fs");\nreturn fs;', codes: ["CHECK_IMPORT"] },
  ],
  [
    "import = of a tool",
    { source: "import list = github.list_issues;\nreturn list;", codes: ["CHECK_IMPORT"] },
  ],
  [
    "a type of a file",
    { source: 'import type { A } from "./x";\nreturn 1;', codes: ["CHECK_IMPORT"] },
  ],
  [
    "a name exported from another module",
    { source: 'export { a } from "fs";\nreturn 1;', codes: ["CHECK_EXPORT"] },
  ],
  [
    "a module exported as a name",
    { source: 'export * as ns from "fs";\nreturn 1;', codes: ["CHECK_EXPORT"] },
  ],
  ["an import of nothing", { source: 'import {} from "fs";\nreturn 1;', codes: ["CHECK_IMPORT"] }],
  [
    "an import with attributes",
    {
      source: 'import json from "./a.json" with { type: "json" };\nreturn json;',
      codes: ["CHECK_IMPORT"],
    },
  ],
  [
    "a type out of a module",
    { source: 'const x: import("fs").Stats = 1 as any;\nreturn x;', codes: ["CHECK_IMPORT"] },
  ],
  [
    "typeof a module",
    { source: 'type T = typeof import("fs");\nreturn 1;', codes: ["CHECK_IMPORT"] },
  ],
  [
    "a computed import",
    { source: 'return await import("./" + input.name);', codes: ["CHECK_DYNAMIC_IMPORT"] },
  ],
  [
    "two results exported",
    { source: "export default 1;\nexport default 2;", codes: ["CHECK_EXPORT"] },
  ],
  [
    "the constructor of an async function",
    {
      source: 'const f = new (async () => {}).constructor("return 1");\nreturn f();',
      codes: ["CHECK_NOT_IN_SANDBOX"],
    },
  ],
  [
    "the constructor of a generator",
    {
      source: 'return (function* () {}).constructor("yield 1")();',
      codes: ["CHECK_NOT_IN_SANDBOX"],
    },
  ],
  [
    "the constructor of a constructor",
    { source: 'return [].constructor.constructor("return 1")();', codes: ["CHECK_NOT_IN_SANDBOX"] },
  ],
  [
    "the constructor of a prototype",
    {
      source: 'return Object.getPrototypeOf(async () => {}).constructor("return 1")();',
      codes: ["CHECK_NOT_IN_SANDBOX"],
    },
  ],
  [
    "the constructor, in quotes",
    { source: 'return (() => {})["constructor"]("return 1")();', codes: ["CHECK_NOT_IN_SANDBOX"] },
  ],
  [
    "the constructor, destructured",
    {
      source: 'const { constructor } = () => {};\nreturn constructor("return 1")();',
      codes: ["CHECK_TYPE"],
    },
  ],
  [
    "Reflect.construct of Function",
    {
      source: 'return Reflect.construct(Function, ["return 1"])();',
      codes: ["CHECK_NOT_IN_SANDBOX"],
    },
  ],
  [
    "Reflect.construct of a constructor",
    {
      source: 'return Reflect.construct((() => {}).constructor, ["return 1"])();',
      codes: ["CHECK_NOT_IN_SANDBOX"],
    },
  ],
  ["eval of the global object", { source: 'return globalThis.eval("1");', codes: ["CHECK_NAME"] }],
  ["eval, indirectly", { source: 'return (0, eval)("1");', codes: ["CHECK_NOT_IN_SANDBOX"] }],
  [
    "a timer with a text",
    { source: 'setTimeout("github.nope()", 1);\nreturn 1;', codes: ["CHECK_NOT_IN_SANDBOX"] },
  ],
  [
    "a tool's name put together",
    {
      source: 'return github["list_" + "issues"]({ owner: "a", repo: "b" });',
      codes: ["CHECK_COMPUTED_TOOL"],
    },
  ],
  [
    "a tool's name that is any",
    {
      source: 'const k = "nope" as any;\nreturn await github[k]({ owner: "a", repo: "b" });',
      codes: ["CHECK_COMPUTED_TOOL"],
    },
  ],
  [
    "the tools of a server without their names",
    { source: "return Object.values(github)[0]({});", codes: ["CHECK_COMPUTED_TOOL"] },
  ],
  [
    "a tool by reflection",
    { source: 'return Reflect.get(github, "nope")({});', codes: ["CHECK_COMPUTED_TOOL"] },
  ],
  [
    "a way out of the wrapper, by a call",
    { source: "})(); evil(); (async () => {", codes: ["CHECK_SYNTAX"] },
  ],
  ["a comment without an end", { source: "/* unterminated\nreturn 1;", codes: ["CHECK_SYNTAX"] }],
  ["a template without an end", { source: "return `abc ${1;", codes: ["CHECK_SYNTAX"] }],
  ["a text without an end", { source: 'return "abc\n;', codes: ["CHECK_SYNTAX"] }],
  [
    "a type before `**`",
    { source: "return 2 ** Number(input) as number ** 2;", codes: ["CHECK_SYNTAX"] },
  ],
  [
    "a function as the body of an if",
    { source: "if (input) function inner() {}\nreturn 1;", codes: ["CHECK_SYNTAX"] },
  ],
  ["a const enum", { source: "const enum A { B }\nreturn A.B;", codes: ["CHECK_NOT_ERASABLE"] }],
  ["a declared enum", { source: "declare enum A { B }\nreturn 1;", codes: ["CHECK_DECLARE"] }],
  ["accessor", { source: "class A { accessor y = 1; }\nreturn 1;", codes: ["CHECK_NOT_ERASABLE"] }],
  [
    "a decorated method",
    {
      source: "class A { @dec m() {} }\nfunction dec(a: any, b: any) {}\nreturn 1;",
      codes: ["CHECK_NOT_ERASABLE"],
    },
  ],
  ["with", { source: "with (input) { return a; }", codes: ["CHECK_SYNTAX"] }],
  ["an HTML comment", { source: "<!-- comment\nreturn 1;", codes: ["CHECK_SYNTAX"] }],
  ["the end of an HTML comment", { source: "return 1;\n--> comment", codes: ["CHECK_SYNTAX"] }],
  [
    "a server cast by brackets",
    { source: "let x = <any>github;\nreturn x.nope();", codes: ["CHECK_CAST"] },
  ],
  [
    "a server cast to another type",
    { source: "return ((github) as unknown as { nope(): void }).nope();", codes: ["CHECK_CAST"] },
  ],
  [
    "a server in a variable of little type",
    { source: "const g: Record<string, any> = github;\nreturn g.nope();", codes: ["CHECK_CAST"] },
  ],
  [
    "a server in an object of any",
    { source: "const o: any = { g: github };\nreturn o.g.nope();", codes: ["CHECK_CAST"] },
  ],
  [
    "a server in an object cast to any",
    { source: "const o = { github } as any;\nreturn o.github.nope();", codes: ["CHECK_CAST"] },
  ],
  [
    "a server in a field",
    {
      source: "const o = {};\no.a = 1;\no.a = github;\nreturn await o.a.list_issues({ ownr: 1 });",
      codes: ["CHECK_CAST"],
    },
  ],
  [
    "a tool cast to a function of any",
    {
      source: "const t = github.list_issues as (x: any) => any;\nreturn t({});",
      codes: ["CHECK_CAST"],
    },
  ],
  [
    "a tool in a variable of little type",
    { source: "const t: Function = github.list_issues;\nreturn t({});", codes: ["CHECK_CAST"] },
  ],
  [
    "an argument cast, for call",
    { source: "return github.list_issues.call(null, {} as any);", codes: ["CHECK_TYPE"] },
  ],
  [
    "an argument that is a constant cast to any",
    {
      source: "const q = { ownr: 1 } as any;\nreturn await github.list_issues(q);",
      codes: ["CHECK_ARGUMENTS"],
    },
  ],
  [
    "an argument in an any variable",
    {
      source: "const q: any = { ownr: 1 };\nreturn await github.list_issues(q);",
      codes: ["CHECK_ARGUMENTS"],
    },
  ],
  [
    "arguments spread out of any",
    {
      source: "return await github.list_issues(...([{ ownr: 1 }] as any));",
      codes: ["CHECK_ARGUMENTS"],
    },
  ],
  [
    "a result asserted in two steps",
    {
      source: "const me = (await github.get_me()) as unknown as { name: string };\nreturn me.name;",
      codes: ["CHECK_CAST"],
    },
  ],
  [
    "a result asserted",
    {
      source: "const me = (await github.get_me()) as { name: string };\nreturn me.name;",
      codes: ["CHECK_RESULT"],
    },
  ],
  [
    "a result that is any",
    { source: "const me: any = await github.get_me();\nreturn me.name;", codes: ["CHECK_RESULT"] },
  ],
  [
    "a result given to a function that says nothing of it",
    {
      source: "const nameOf = (me) => me.name;\nreturn nameOf(await github.get_me());",
      codes: ["CHECK_RESULT"],
    },
  ],
  [
    "directives of all kinds",
    {
      source:
        '// @ts-nocheck\n/* @ts-ignore */\n/// <reference types="node" />\n/// <reference no-default-lib="true"/>\n/// <amd-module name="x" />\nreturn 1;',
      codes: [
        "CHECK_DIRECTIVE",
        "CHECK_DIRECTIVE",
        "CHECK_DIRECTIVE",
        "CHECK_DIRECTIVE",
        "CHECK_DIRECTIVE",
      ],
    },
  ],
  [
    "a directive after a star",
    { source: "/*\n * @ts-ignore\n */\nreturn 1;", codes: ["CHECK_DIRECTIVE"] },
  ],
  ["new.target", { source: "return new.target;", codes: ["CHECK_SYNTAX"] }],
  ["yield", { source: "yield 1;", codes: ["CHECK_SYNTAX"] }],
  ["super", { source: "super.x();\nreturn 1;", codes: ["CHECK_TYPE"] }],
  ["a name of a class's own, outside", { source: "return #x in {};", codes: ["CHECK_TYPE"] }],
  ["an octal number", { source: "return 010;", codes: ["CHECK_TYPE"] }],
  [
    "a regular expression that is none",
    { source: 'return /[/.test("x");', codes: ["CHECK_SYNTAX"] },
  ],
  ["a group named twice", { source: 'return /(?<a>x)(?<a>y)/.test("x");', codes: ["CHECK_TYPE"] }],
];
