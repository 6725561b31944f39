/** Programs that reach for what is not there, or around the gate: what each is refused for, in order. */
export const FORBIDDEN_PROGRAMS: [name: string, given: { source: string; codes: string[] }][] = [
  [
    "fetch",
    {
      source: `const response = await fetch("https://example.com");\nreturn response.json();`,
      codes: ["CHECK_NOT_IN_SANDBOX"],
    },
  ],
  ["process", { source: `return process.env.TOKEN;`, codes: ["CHECK_NOT_IN_SANDBOX"] }],
  [
    "require",
    {
      source: `const fs = require("fs");\nreturn fs.readFileSync("/etc/passwd");`,
      codes: ["CHECK_NOT_IN_SANDBOX"],
    },
  ],
  [
    "Buffer",
    { source: `return Buffer.from("a").toString("base64");`, codes: ["CHECK_NOT_IN_SANDBOX"] },
  ],
  ["eval", { source: `return eval("1 + 1");`, codes: ["CHECK_NOT_IN_SANDBOX"] }],
  [
    "new Function",
    { source: `return new Function("return 1")();`, codes: ["CHECK_NOT_IN_SANDBOX"] },
  ],
  [
    "the constructor of a function",
    { source: `return (() => {}).constructor("return 1")();`, codes: ["CHECK_NOT_IN_SANDBOX"] },
  ],
  [
    "an import of Node's",
    {
      source: `import { readFileSync } from "node:fs";\nreturn readFileSync("/etc/passwd");`,
      codes: ["CHECK_IMPORT"],
    },
  ],
  [
    "an import of a file",
    {
      source: `import secret from "../../secret.json";\nconst z: never = secret;`,
      codes: ["CHECK_IMPORT"],
    },
  ],
  [
    "an import by an absolute path",
    { source: `import x from "/abs/path";\nreturn x;`, codes: ["CHECK_IMPORT"] },
  ],
  [
    "a type imported",
    {
      source: `import type { A } from "some-package";\nconst a: A = 1;\nreturn a;`,
      codes: ["CHECK_IMPORT"],
    },
  ],
  [
    "an unknown name of the SDK",
    {
      source: `import { githb } from "codemode:sdk";\nreturn await githb.get_me();`,
      codes: ["CHECK_IMPORT_NAME"],
    },
  ],
  [
    "connect",
    {
      source: `import { connect, github } from "codemode-sdk";\nreturn await github.get_me();`,
      codes: ["CHECK_IMPORT_NAME"],
    },
  ],
  [
    "a dynamic import",
    { source: `const fs = await import("fs");\nreturn 1;`, codes: ["CHECK_DYNAMIC_IMPORT"] },
  ],
  ["import.meta", { source: `return import.meta.url;`, codes: ["CHECK_DYNAMIC_IMPORT"] }],
  ["export from", { source: `export * from "fs";`, codes: ["CHECK_EXPORT"] }],
  ["export =", { source: `export = 1;`, codes: ["CHECK_EXPORT"] }],
  [
    "declare const",
    { source: `declare const fs: any;\nreturn fs.readFileSync("x");`, codes: ["CHECK_DECLARE"] },
  ],
  [
    "declare global",
    {
      source: `declare global { const fs: any; interface Array<T> { evil(): void } }\nreturn 1;`,
      codes: ["CHECK_DECLARE"],
    },
  ],
  [
    "a namespace",
    {
      source: `namespace github { export interface GithubTools { nope(): void } }\nreturn 1;`,
      codes: ["CHECK_DECLARE"],
    },
  ],
  [
    "an enum",
    { source: `enum State { Open, Closed }\nreturn State.Open;`, codes: ["CHECK_NOT_ERASABLE"] },
  ],
  [
    "a parameter property",
    {
      source: `class A { constructor(private x: number) {} }\nreturn new A(1);`,
      codes: ["CHECK_NOT_ERASABLE"],
    },
  ],
  [
    "a decorator",
    {
      source: `const d = (x: any, c: any) => x;\n@d class A {}\nreturn A.name;`,
      codes: ["CHECK_NOT_ERASABLE"],
    },
  ],
  [
    "@ts-nocheck",
    {
      source: `// @ts-nocheck\nreturn await github.nope();`,
      codes: ["CHECK_DIRECTIVE", "CHECK_TOOL_NAME"],
    },
  ],
  [
    "@ts-ignore",
    {
      source: `// @ts-ignore\nreturn await github.nope();`,
      codes: ["CHECK_DIRECTIVE", "CHECK_TOOL_NAME"],
    },
  ],
  [
    "@ts-expect-error",
    {
      source: `/* @ts-expect-error */\nreturn await github.nope();`,
      codes: ["CHECK_DIRECTIVE", "CHECK_TOOL_NAME"],
    },
  ],
  [
    "a disguised directive",
    {
      source: `// @ts-noch\u200beck\nreturn await github.nope();`,
      codes: ["CHECK_DIRECTIVE", "CHECK_TOOL_NAME"],
    },
  ],
  [
    "a reference",
    {
      source: `/// <reference lib="dom" />\nreturn document.title;`,
      codes: ["CHECK_DIRECTIVE", "CHECK_NOT_IN_SANDBOX"],
    },
  ],
  [
    "a shadowed server",
    { source: `const github: any = {};\nreturn github.nope();`, codes: ["CHECK_SHADOWED"] },
  ],
  [
    "a shadowed server in the main function",
    {
      source: `export default async function () {\n  const memory = await memory.read_graph({});\n  return memory.entities;\n}`,
      codes: ["CHECK_SHADOWED"],
    },
  ],
  [
    "a server cast to any",
    { source: `return await (github as any).nope();`, codes: ["CHECK_CAST"] },
  ],
  [
    "a server cast to any behind satisfies",
    {
      source: `return await (github satisfies any as any).nope();`,
      codes: ["CHECK_CAST"],
    },
  ],
  [
    "a server cast to any in two steps",
    { source: `return await (github as object as any).nope();`, codes: ["CHECK_CAST"] },
  ],
  [
    "a constant that is a server cast to any",
    { source: `const g = github as any;\nreturn await g.nope();`, codes: ["CHECK_CAST"] },
  ],
  [
    "an argument cast to any behind satisfies",
    {
      source: `return await github.list_issues(({ owner: 1, repo: "b" } as any) satisfies any);`,
      codes: ["CHECK_ARGUMENTS"],
    },
  ],
  [
    "a tool destructured into any",
    { source: `const { nope }: any = github;\nreturn await nope();`, codes: ["CHECK_CAST"] },
  ],
  [
    "a server in an any variable",
    { source: `const g: any = github;\nreturn await g.nope();`, codes: ["CHECK_CAST"] },
  ],
  [
    "a tool cast to any",
    { source: `return await (github.list_issues as any)({});`, codes: ["CHECK_CAST"] },
  ],
  ["a syntax error", { source: `const a = ;\nreturn a;`, codes: ["CHECK_SYNTAX"] }],
  [
    "a way out of the wrapper",
    { source: `} evil(); async function x() {`, codes: ["CHECK_SYNTAX"] },
  ],
  ["markup", { source: `return <div>hello</div>;`, codes: ["CHECK_SYNTAX"] }],
  [
    "a name used before its declaration",
    { source: `const a = b;\nconst b = 1;\nreturn a;`, codes: ["CHECK_TYPE"] },
  ],
  [
    "a constant that is assigned",
    { source: `const a = 1;\na = 2;\nreturn a;`, codes: ["CHECK_TYPE"] },
  ],
  ["nothing", { source: `// nothing\n`, codes: ["CHECK_EMPTY"] }],
  [
    "the global object",
    { source: `return globalThis.github.list_issues({});`, codes: ["CHECK_NAME"] },
  ],
  [
    "two mistakes at once",
    {
      source: `const result = await github.list_issues({ owner: "a", repository: "b" });\nreturn result.items.length;`,
      codes: ["CHECK_ARGUMENTS", "CHECK_RESULT"],
    },
  ],
];
