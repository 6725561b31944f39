/** Programs over the SDK of `sdk.ts`, and the tools that each can reach as far as may be known. */

export const GITHUB = [
  "github.create_issue",
  "github.delete_repo",
  "github.get_me",
  "github.list_issues",
];
export const MEMORY = ["memory.read_graph", "memory.search_nodes"];
export const ALL = [...GITHUB, ...MEMORY, "time.get_current_time"];

export const EFFECTS: [name: string, given: { source: string; want: string[] }][] = [
  ["none", { source: "return 1;", want: [] }],
  ["a call", { source: "await github.get_me();", want: ["github.get_me"] }],
  ["a raw call", { source: "await github.get_me.raw();", want: ["github.get_me"] }],
  [
    "a name in quotes",
    {
      source: 'await github["get_me"](); await memory?.[`read_graph`]();',
      want: ["github.get_me", "memory.read_graph"],
    },
  ],
  ["a tool as a value", { source: "const f = github.get_me; await f();", want: ["github.get_me"] }],
  [
    "destructuring",
    {
      source:
        "const { get_me, list_issues: list = get_me } = github; let a; ({ create_issue: a } = github);",
      want: ["github.create_issue", "github.get_me", "github.list_issues"],
    },
  ],
  [
    "an alias",
    { source: "const gh = github, more = gh!; await more.get_me();", want: ["github.get_me"] },
  ],
  [
    "an import",
    {
      source: 'import { github as gh } from "codemode:sdk"; await gh.get_me();',
      want: ["github.get_me"],
    },
  ],
  [
    "an import of everything",
    {
      source: 'import * as sdk from "codemode:sdk"; await sdk.github.get_me();',
      want: ["github.get_me"],
    },
  ],
  [
    "an import of everything, destructured",
    {
      source:
        'import * as sdk from "codemode:sdk"; const { github, memory: m, time } = sdk; await github.get_me(); await m.read_graph();',
      want: ["github.get_me", "memory.read_graph"],
    },
  ],
  [
    "an import of everything, destructured into what can change",
    { source: 'import * as sdk from "codemode:sdk"; let { memory: m } = sdk;', want: MEMORY },
  ],
  [
    "a default of a parameter, where the body declares the name",
    {
      source:
        "async function f(p: any = memory.read_graph({})) { var memory: number = 1; return await p }\nreturn await f();",
      want: ["memory.read_graph"],
    },
  ],
  [
    "what a switch is about, where a case declares the name",
    {
      source:
        "switch (await memory.read_graph({})) { case null: { } default: let memory = 1; return memory; }",
      want: ["memory.read_graph"],
    },
  ],
  [
    "an import of everything that escapes",
    { source: 'import * as sdk from "codemode:sdk"; console.log(Object.keys(sdk));', want: ALL },
  ],
  [
    "a name only in a type or a comment",
    {
      source:
        "// github.delete_repo\ntype A = typeof github.delete_repo;\nconst a: github.ListIssuesOutput | null = null;\nreturn a;",
      want: [],
    },
  ],
  ["a name in a string", { source: 'return "github.delete_repo";', want: [] }],
  [
    "a local name like a server's",
    { source: "return [1].map((github) => github.delete_repo);", want: [] },
  ],
  [
    "a parameter's default",
    { source: "const f = async (g = github.get_me) => g();", want: ["github.get_me"] },
  ],
  ["a question for its type", { source: "return typeof github + !memory;", want: [] }],
  ["a loop's name", { source: "for (const time of [1]) console.log(time);", want: [] }],
  ["a server passed on", { source: "const f = (x) => x; f(github);", want: GITHUB }],
  ["a server in a list", { source: "return [github][0].get_me();", want: GITHUB }],
  [
    "a server in an object",
    { source: "const o = { github }; return o.github.get_me();", want: GITHUB },
  ],
  ["a server in a `let`", { source: "let g = github; await g.get_me();", want: ["github.get_me"] }],
  [
    "a server in a `let` that changes",
    {
      source:
        "let g: any = github; let h = github; h = g; ({ x: h = g } = {} as any); await h.get_me();",
      want: GITHUB,
    },
  ],
  [
    "a server in a `var`",
    { source: "var g = github; var g = github; await g.get_me();", want: GITHUB },
  ],
  [
    "an alias of the server's own type",
    { source: "const gh: typeof github = github; await gh.get_me();", want: ["github.get_me"] },
  ],
  [
    "an alias of another type",
    { source: "const gh: any = github; await gh.get_me();", want: GITHUB },
  ],
  [
    "an alias in a closure, used before it is declared",
    {
      source: "const f = () => gh.get_me(); const gh = github; await f();",
      want: ["github.get_me"],
    },
  ],
  [
    "tools passed on, one by one",
    {
      source:
        "const tools = { me: github.get_me, list: github.list_issues }; const twice = async (f: any) => [await f({}), await f({})]; await twice(tools.me); await [{}].map(github.list_issues);",
      want: ["github.get_me", "github.list_issues"],
    },
  ],
  ["a server assigned", { source: "let g; g = github; await g.get_me();", want: GITHUB }],
  ["a server returned", { source: "const f = () => github; await f().get_me();", want: GITHUB }],
  [
    "a server chosen",
    { source: "const g = input ? github : memory;", want: [...GITHUB, ...MEMORY] },
  ],
  ["a server spread", { source: "const all = { ...github };", want: GITHUB }],
  [
    "a server's values",
    { source: "await Promise.all(Object.values(github).map((tool) => tool({})));", want: GITHUB },
  ],
  ["Reflect.get", { source: 'await Reflect.get(github, "delete_repo")({});', want: GITHUB }],
  ["a computed name", { source: "await github[input.x]({});", want: GITHUB }],
  ["a computed key of a pattern", { source: "const { [input.x]: f } = github;", want: GITHUB }],
  ["the rest of a pattern", { source: "const { get_me, ...rest } = github;", want: GITHUB }],
  ["a pattern's value", { source: "let a, b = ({ get_me: a } = github);", want: GITHUB }],
  ["what may be inherited", { source: "github.valueOf().delete_repo({});", want: GITHUB }],
  ["globalThis", { source: "const g = globalThis;", want: [] }],
  ["a property of globalThis", { source: "return globalThis.console;", want: [] }],
  ["a server of globalThis", { source: "return globalThis.github.get_me();", want: [] }],
  ["a computed property of globalThis", { source: 'return globalThis["git" + "hub"];', want: [] }],
  ["self", { source: "return [self];", want: [] }],
  ["this at the top", { source: "return this;", want: [] }],
  [
    "this of a function",
    { source: "setTimeout(function () { console.log(this); }, 1);", want: [] },
  ],
  [
    "this of a class and of a method",
    {
      source:
        "class A { x = 1; y() { return () => this.x; } }\nconst o = { z() { return this; } };\nreturn [new A().y()(), o.z()];",
      want: [],
    },
  ],
  ["eval", { source: 'eval("github");', want: ALL }],
  ["Function", { source: 'new Function("github");', want: ALL }],
  ["an import of its module", { source: 'await import("./servers.js");', want: ALL }],
  ["not parsed", { source: "github.get_me(", want: [] }],
  [
    "this of functions that the host does not call",
    {
      source: `function Counter(this: any) { this.n = 0; }
Counter.prototype.next = function (this: any) { this.n += 1; return this; };
return [1].map(function (this: any) { return this; });`,
      want: [],
    },
  ],
  [
    "a controller that only tells",
    {
      source: `const c = new AbortController();
setTimeout(() => c.abort(), 1);
c.signal.addEventListener("abort", () => {});
return [c.signal.aborted, c.signal.reason];`,
      want: [],
    },
  ],
  [
    "a signal passed on",
    { source: "const c = new AbortController(); return Object.keys(c.signal);", want: [] },
  ],
  [
    "a class with methods, and timers",
    {
      source: `class Limiter { left = 2; async take() { while (this.left < 1) await new Promise((resolve) => setTimeout(resolve, 1)); this.left -= 1; return this; } }
function Counter(this: any) { this.n = 0; }
const tick = () => {}; function tock() {}
setTimeout(tick, 1); queueMicrotask(tock); const timer = setInterval(() => {}, 9); clearInterval(timer);
await new Limiter().take(); await github.get_me();`,
      want: ["github.get_me"],
    },
  ],
];
