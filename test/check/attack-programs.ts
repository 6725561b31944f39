import { ALL, GITHUB, MEMORY } from "./effect-programs.ts";

/** How a program can try to reach more than it names. Each of them really calls `github.delete_repo`. */
export const ATTACKS: [name: string, given: { source: string; want: string[] }][] = [
  [
    "Object.values",
    { source: "for (const f of Object.values(github)) await f({}).catch(() => {});", want: GITHUB },
  ],
  [
    "Object.entries",
    {
      source: 'await Object.entries(github).find(([name]) => name.startsWith("del"))[1]({});',
      want: GITHUB,
    },
  ],
  [
    "a spread",
    { source: 'const o = { ...github }; await o["delete" + "_repo"]({});', want: GITHUB },
  ],
  [
    "Object.assign",
    { source: "const o: any = Object.assign({}, github); await o.delete_repo({});", want: GITHUB },
  ],
  ["Reflect.get", { source: 'await Reflect.get(github, "delete_repo")({});', want: GITHUB }],
  [
    "for in",
    { source: "for (const k in github) await github[k]({}).catch(() => {});", want: GITHUB },
  ],
  [
    "a computed name",
    { source: 'const k = ["delete", "repo"].join("_"); await github[k]({});', want: GITHUB },
  ],
  [
    "a computed key of a pattern",
    { source: 'const k = "delete_repo"; const { [k]: f } = github; await f({});', want: GITHUB },
  ],
  [
    "the rest of a pattern",
    { source: "const { get_me, ...rest } = github; await rest.delete_repo({});", want: GITHUB },
  ],
  [
    "a descriptor",
    {
      source: 'await Object.getOwnPropertyDescriptor(github, "delete_repo").value({});',
      want: GITHUB,
    },
  ],
  ["a prototype", { source: "await Object.create(github).delete_repo({});", want: GITHUB }],
  ["a proxy", { source: "await new Proxy(github, {}).delete_repo({});", want: GITHUB }],
  [
    "a generic helper",
    { source: "const id = <T>(x: T): T => x; await id(github).delete_repo({});", want: GITHUB },
  ],
  [
    "a default parameter",
    { source: "const f = (g: any = github) => g.delete_repo({}); await f();", want: GITHUB },
  ],
  [
    "arguments",
    {
      source: "function f(..._: any[]) { return arguments[0].delete_repo({}); } await f(github);",
      want: GITHUB,
    },
  ],
  [
    "a class field",
    {
      source:
        "class A { g = github; run() { return this.g.delete_repo({}); } } await new A().run();",
      want: GITHUB,
    },
  ],
  [
    "a static field",
    { source: "class A { static g: any = github; } await A.g.delete_repo({});", want: GITHUB },
  ],
  [
    "a class that is given it",
    {
      source:
        "class A { constructor(private_: any) { return private_.delete_repo({}); } } await new (A as any)(github);",
      want: GITHUB,
    },
  ],
  [
    "a getter",
    {
      source: "const o = { get g() { return github; } }; await o.g.delete_repo({});",
      want: GITHUB,
    },
  ],
  [
    "a generator",
    {
      source: "function* f() { yield github; } for (const g of f()) await g.delete_repo({});",
      want: GITHUB,
    },
  ],
  [
    "a promise",
    { source: "const g = await Promise.resolve(github); await g.delete_repo({});", want: GITHUB },
  ],
  [
    "a Map",
    {
      source: 'const m = new Map([["x", github]]); await m.get("x").delete_repo({});',
      want: GITHUB,
    },
  ],
  [
    "an array's pattern",
    { source: "const [g] = [github]; await g.delete_repo({});", want: GITHUB },
  ],
  [
    "a nested pattern",
    { source: "const { a: { b } } = { a: { b: github } }; await b.delete_repo({});", want: GITHUB },
  ],
  [
    "a pattern's default",
    { source: "const { g = github } = {} as any; await g.delete_repo({});", want: GITHUB },
  ],
  [
    "an assignment's value",
    { source: "let a; const b = (a = github); await b.delete_repo({});", want: GITHUB },
  ],
  [
    "a pattern assignment's value",
    {
      source: "let a; const b: any = ({ get_me: a } = github); await b.delete_repo({});",
      want: GITHUB,
    },
  ],
  ["a comma", { source: "await (0, github).delete_repo({});", want: GITHUB }],
  [
    "a choice",
    {
      source: "await (Math.random() < 2 ? github : memory).delete_repo({});",
      want: [...GITHUB, ...MEMORY],
    },
  ],
  ["a logical expression", { source: "await (null ?? github).delete_repo({});", want: GITHUB }],
  [
    "a tagged template",
    {
      source: "const tag = (_: any, g: any) => g; await tag`${github}`.delete_repo({});",
      want: GITHUB,
    },
  ],
  [
    "a tagged call of a tool",
    {
      source: "await github.delete_repo`x`.catch(() => {}); await github.delete_repo({});",
      want: ["github.delete_repo"],
    },
  ],
  [
    "a throw",
    { source: "try { throw github; } catch (g: any) { await g.delete_repo({}); }", want: GITHUB },
  ],
  ["a callback", { source: "await [github].map((g) => g.delete_repo({}))[0];", want: GITHUB }],
  [
    "call",
    {
      source: "await (function (this: any) { return this.delete_repo({}); }).call(github);",
      want: GITHUB,
    },
  ],
  [
    "bind",
    {
      source: "await (function (this: any) { return this.delete_repo({}); }).bind(github)();",
      want: GITHUB,
    },
  ],
  [
    "a loop's variable",
    { source: "for (const g of [github]) await g.delete_repo({});", want: GITHUB },
  ],
  [
    "an alias of an alias",
    {
      source: "const a = github, b = a, c = b; await c.delete_repo({});",
      want: ["github.delete_repo"],
    },
  ],
  [
    "an alias that escapes",
    {
      source:
        "const a = github, b = a; await Object.values(b)[0]({}).catch(() => {}); await [b][0].delete_repo({});",
      want: GITHUB,
    },
  ],
  [
    "bind of a tool",
    { source: "await github.delete_repo.bind(null, {})();", want: ["github.delete_repo"] },
  ],
  [
    "raw of a tool",
    { source: "const { raw } = github.delete_repo; await raw({});", want: ["github.delete_repo"] },
  ],
  [
    "a value of the whole SDK",
    {
      source:
        'import * as sdk from "codemode:sdk"; await (sdk as any).valueOf().github.delete_repo({});\nawait sdk.github.get_me({}).catch(() => {});',
      want: ALL,
    },
  ],
  [
    "a value of an entry of the SDK",
    {
      source:
        'import * as sdk from "codemode:sdk"; await Object.values(sdk)[0].delete_repo({}); sdk.github;',
      want: ALL,
    },
  ],
];
