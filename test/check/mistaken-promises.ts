/** Programs in which a promise is lost or taken for its value: what each is refused for, in order. */
export const MISTAKEN_PROMISES: [name: string, given: { source: string; codes: string[] }][] = [
  ...[
    "for (const key in me) console.log(key);",
    'return "login" in me;',
    "return Array.isArray(me);",
  ].map((use): [string, { source: string; codes: string[] }] => [
    `a promise asked for what is in it: ${use}`,
    { source: `const me = github.get_me();\n${use}`, codes: ["CHECK_AWAIT"] },
  ]),
  [
    "a new Promise that nothing waits for",
    {
      source:
        'new Promise(async (resolve) => { await github.create_issue({ owner: "a", repo: "b", title: "c" }); resolve(1); });\nreturn 1;',
      codes: ["CHECK_FLOATING"],
    },
  ],
  [
    "a chain in a loop",
    {
      source:
        'for (const repo of ["a"]) github.list_issues({ owner: "o", repo }).then((r) => console.log(r.total));\nreturn 1;',
      codes: ["CHECK_FLOATING"],
    },
  ],
  [
    "forEach with a callback that gives a promise",
    {
      source:
        'const results = [];\n["a","b"].forEach((repo) => github.list_issues({ owner: "o", repo }).then((r) => results.push(r)));\nreturn results;',
      codes: ["CHECK_FLOATING"],
    },
  ],
  [
    "a list that chains fill",
    {
      source:
        'const results = [];\nfor (const repo of ["a", "b"]) github.list_issues({ owner: "o", repo }).then((r) => results.push(r.total));\nreturn results;',
      codes: ["CHECK_FLOATING"],
    },
  ],
  [
    "await of a list of promises, as a statement",
    {
      source:
        'await ["a"].map(async (repo) => { await github.list_issues({ owner: "o", repo }); });\nreturn 1;',
      codes: ["CHECK_FLOATING"],
    },
  ],
  [
    "await of a list of promises, returned",
    {
      source:
        'const rs = await ["a"].map((repo) => github.list_issues({ owner: "o", repo }));\nreturn rs;',
      codes: ["CHECK_AWAIT"],
    },
  ],
  [
    "a list of promises as text and JSON",
    {
      source:
        'const tasks = ["a"].map((repo) => github.list_issues({ owner: "o", repo }));\nconsole.log(`${tasks}`, JSON.stringify(tasks), tasks + "");\nawait Promise.all(tasks);\nreturn 1;',
      codes: ["CHECK_AWAIT"],
    },
  ],
  [
    "switch on a promise, and its negative",
    {
      source: 'const me = github.get_me();\nswitch (me) { case "x": return 1; }\nreturn -me;',
      codes: ["CHECK_AWAIT"],
    },
  ],
  [
    "filter with a callback that gives a promise",
    {
      source: 'return ["a"].filter((repo) => github.list_issues({ owner: "o", repo }));',
      codes: ["CHECK_ASYNC_CALLBACK"],
    },
  ],
  [
    "a promise in the result of the exported function",
    {
      source: "export default async function () { return { me: github.get_me() }; }",
      codes: ["CHECK_AWAIT"],
    },
  ],
  [
    "a promise in the result of main",
    {
      source: "const main = async () => { const me = github.get_me(); return { me }; };\nmain();",
      codes: ["CHECK_AWAIT"],
    },
  ],
  [
    "promises in a list of objects, from main",
    {
      source:
        "async function main() { return [1, 2].map((n) => ({ n, me: github.get_me() })); }\nreturn await main();",
      codes: ["CHECK_AWAIT"],
    },
  ],
  [
    "a promise with nothing but a chain",
    {
      source: "const p = github.get_me();\np.then((me) => console.log(me.login));\nreturn 1;",
      codes: ["CHECK_FLOATING"],
    },
  ],
  [
    "a chain that nothing reads",
    {
      source: "const p = github.get_me().catch(() => null);\nreturn 1;",
      codes: ["CHECK_FLOATING"],
    },
  ],
  [
    "a chain that swallows errors",
    { source: "github.get_me().catch(() => {});\nreturn 1;", codes: ["CHECK_FLOATING"] },
  ],
  [
    "a promise assigned in try",
    {
      source:
        'let me;\ntry { me = github.get_me(); } catch (e) { return "failed"; }\nreturn me.login;',
      codes: ["CHECK_AWAIT"],
    },
  ],
  [
    "arithmetic on promises of an own function",
    {
      source:
        'const total = async () => (await github.list_issues({ owner: "a", repo: "b" })).total;\nconst n = total() * 2;\nconst m = total() + 1;\nconst s = total() > 5;\nreturn [n, m, s, String(total()), Number(total()), Math.round(total())];',
      codes: [
        "CHECK_AWAIT",
        "CHECK_AWAIT",
        "CHECK_AWAIT",
        "CHECK_AWAIT",
        "CHECK_AWAIT",
        "CHECK_AWAIT",
      ],
    },
  ],
  [
    "promises of destructured and aliased tools",
    {
      source:
        "const { get_me } = github;\nconst g = github;\nconsole.log(get_me(), await Promise.resolve(1), g.get_me());\nreturn `${g.get_me()}`;",
      codes: ["CHECK_AWAIT", "CHECK_AWAIT", "CHECK_AWAIT"],
    },
  ],
  [
    "a promise in a field of an own object",
    {
      source: "const o = {}; o.me = github.get_me(); console.log(o.me.login); return 1;",
      codes: ["CHECK_AWAIT"],
    },
  ],
  [
    "a promise deep in the result",
    { source: "const o = { a: { p: github.get_me() } };\nreturn o;", codes: ["CHECK_AWAIT"] },
  ],
  [
    "a tool that is not called, awaited",
    { source: "const me = await github.get_me;\nreturn me;", codes: ["CHECK_NOT_CALLED"] },
  ],
  [
    "an index into Promise.all",
    {
      source: "const q = Promise.all([github.get_me(), github.get_me()]);\nreturn q[0];",
      codes: ["CHECK_AWAIT"],
    },
  ],
  [
    "Promise.all taken apart without await",
    {
      source: "const [a, b] = Promise.all([github.get_me(), github.get_me()]);\nreturn a;",
      codes: ["CHECK_AWAIT"],
    },
  ],
  [
    "a list of calls taken apart",
    {
      source: "const [a, b] = [github.get_me(), github.get_me()];\nreturn a.login + b.login;",
      codes: ["CHECK_AWAIT", "CHECK_AWAIT"],
    },
  ],
  [
    "calls of an own function in branches, and a record of promises",
    {
      source:
        'async function save() { await github.create_issue({ owner: "a", repo: "b", title: "c" }); }\nif (input) save();\ninput && save();\ninput ? save() : null;\nreturn Object.fromEntries(["a"].map((r) => [r, github.get_me()]));',
      codes: ["CHECK_FLOATING", "CHECK_FLOATING", "CHECK_FLOATING", "CHECK_AWAIT"],
    },
  ],
  [
    "methods that nothing waits for",
    {
      source:
        "class S { async save() { await github.get_me(); } run() { this.save(); } }\nconst s = new S(); s.save();\nreturn 1;",
      codes: ["CHECK_FLOATING", "CHECK_FLOATING"],
    },
  ],
  [
    "an own function that hands a promise on",
    {
      source:
        'const load = (repo) => github.list_issues({ owner: "o", repo });\nload("a");\nif (load("x")) return 1;\nreturn { x: load("y") };',
      codes: ["CHECK_FLOATING", "CHECK_AWAIT", "CHECK_AWAIT"],
    },
  ],
  [
    "a filter over promises",
    {
      source:
        "const t = [1,2].map(async (n) => n).filter((n) => n > 1);\nreturn await Promise.all(t);",
      codes: ["CHECK_AWAIT"],
    },
  ],
  [
    "a promise in a condition of a loop",
    {
      source:
        'while (true) { const r = github.list_issues({ owner: "o", repo: "x" }); if (r) break; }\nreturn 1;',
      codes: ["CHECK_AWAIT"],
    },
  ],
  [
    "a call in a callback that gives nothing",
    {
      source:
        'return (await Promise.all(["a"].map((repo) => { github.list_issues({ owner: "o", repo }); }))).length;',
      codes: ["CHECK_FLOATING"],
    },
  ],
  [
    "promises in the lists of a Promise.all",
    {
      source:
        'return Promise.all(["a"].map((repo) => [repo, github.list_issues({ owner: "o", repo })]));',
      codes: ["CHECK_AWAIT"],
    },
  ],
  [
    "promises in objects that are pushed",
    {
      source:
        'const rows = []; for (const repo of ["a"]) rows.push({ repo, r: github.list_issues({ owner: "o", repo }) }); return rows;',
      codes: ["CHECK_AWAIT"],
    },
  ],
  [
    "a tool that is not called, returned",
    {
      source: "const me = await github.get_me;\nreturn github.get_me;",
      codes: ["CHECK_NOT_CALLED", "CHECK_NOT_CALLED"],
    },
  ],
  [
    "methods and fields of a class",
    {
      source:
        "class S { async save() { await github.get_me(); } run() { this.save(); } #x = async () => { await github.get_me(); }; y() { this.#x(); } }\nconst s = new S(); s.save();\nif (s.save()) return 2;\nreturn 1;",
      codes: ["CHECK_FLOATING", "CHECK_FLOATING", "CHECK_FLOATING", "CHECK_AWAIT"],
    },
  ],
  [
    "methods of an object",
    {
      source:
        "const api = { async load() { return await github.get_me(); }, get: () => github.get_me() };\napi.load();\nreturn `${api.get()}`;",
      codes: ["CHECK_FLOATING", "CHECK_AWAIT"],
    },
  ],
  [
    "a promise by two names",
    {
      source:
        'const x = github.get_me(); if (!x) return "no"; const t = x ?? "default"; return t.login + x.login;',
      codes: ["CHECK_AWAIT", "CHECK_AWAIT"],
    },
  ],
  [
    "a promise in an object of a Promise.all",
    {
      source: "return await Promise.all([github.get_me(), { a: github.get_me() }]);",
      codes: ["CHECK_AWAIT"],
    },
  ],
  [
    "returned out of try",
    {
      source:
        "async function load() { try { return github.get_me(); } catch { return null; } }\nreturn await load();",
      codes: ["CHECK_LOST_ERROR"],
    },
  ],
  [
    "returned out of try, of a list",
    {
      source:
        'const all = ["a"].map(async (repo) => { try { return github.list_issues({ owner: "o", repo }); } catch { return null; } });\nreturn (await Promise.all(all)).length;',
      codes: ["CHECK_LOST_ERROR"],
    },
  ],
  [
    "tasks that are never awaited",
    {
      source:
        'const tasks = [];\ntasks.push(github.create_issue({ owner: "a", repo: "b", title: "c" }));\nreturn tasks.length;',
      codes: ["CHECK_FLOATING"],
    },
  ],
  [
    "arithmetic on a text",
    {
      source: 'const count = await memory.search_nodes({ query: "x" });\nreturn count * 2;',
      codes: ["CHECK_RESULT"],
    },
  ],
  [
    "Promise.all as a statement",
    { source: "Promise.all([github.get_me()]);\nreturn 1;", codes: ["CHECK_FLOATING"] },
  ],
  [
    "a map with async callbacks as a statement",
    {
      source:
        '["a"].map(async (repo) => { await github.list_issues({ owner: "o", repo }); });\nreturn 1;',
      codes: ["CHECK_FLOATING"],
    },
  ],
  [
    "not a promise",
    {
      source:
        'async function exists() { return (await github.get_me()).login !== ""; }\nif (!exists()) return 1;\nwhile (exists()) break;\nreturn exists() === true;',
      codes: ["CHECK_AWAIT", "CHECK_AWAIT", "CHECK_AWAIT"],
    },
  ],
  ["a spread promise", { source: "return { ...memory.read_graph() };", codes: ["CHECK_AWAIT"] }],
  [
    "a logged promise",
    { source: "console.log(github.get_me());\nreturn 1;", codes: ["CHECK_AWAIT"] },
  ],
];
