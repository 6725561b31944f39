/** Programs that are right at run time: the gate must let every one of them pass. */
export const RIGHT_PROGRAMS: [name: string, source: string][] = [
  [
    "typed arrays",
    `const weights = Float32Array.from([1, 2]);\nreturn [...new Uint8Array(weights.buffer)].length;`,
  ],
  [
    "a typed result",
    `const { issues, total } = await github.list_issues({ owner: "a", repo: "b" });\nreturn { total, titles: issues.map((issue) => issue.title) };`,
  ],
  ["an input that may be left out", `const me = await github.get_me();\nreturn me.login;`],
  [
    "an untyped result",
    `const text = await memory.search_nodes({ query: "x" });\nconst nodes = JSON.parse(text);\nreturn nodes.entities.map((node) => node.name);`,
  ],
  [
    "the raw result",
    `const raw = await github.list_issues.raw({ owner: "a", repo: "b" });\nfor (const block of raw.content) if (block.type === "text") console.log(block.text);\nreturn raw.isError ?? false;`,
  ],
  [
    "Promise.all",
    `const results = await Promise.all(["a", "b"].map((repo) => github.list_issues({ owner: "o", repo })));\nreturn results.flatMap((result) => result.issues).length;`,
  ],
  [
    "Promise.all of an async callback",
    `const titles = await Promise.all([1, 2].map(async (n) => {\n  const issue = await github.create_issue({ owner: "a", repo: "b", title: "t" + n });\n  return issue.number;\n}));\nreturn titles;`,
  ],
  [
    "Promise.allSettled",
    `const settled = await Promise.allSettled([github.get_me(), memory.read_graph({})]);\nreturn settled.filter((one) => one.status === "fulfilled").length;`,
  ],
  [
    "different tools at once",
    `const [me, graph] = await Promise.all([github.get_me(), memory.read_graph()]);\nreturn me.login + graph.entities.length;`,
  ],
  [
    "promises collected in a list",
    `const pending = [];\nfor (const repo of ["a", "b"]) pending.push(github.list_issues({ owner: "o", repo }));\nconst done = await Promise.all(pending);\nreturn done.length;`,
  ],
  [
    "a list that grows",
    `const rows = [];\nfor (const n of [1, 2, 3]) rows.push({ n, square: n * n });\nreturn rows.map((row) => row.square);`,
  ],
  [
    "an object as a map",
    `const counts = {};\nfor (const word of ["a", "b", "a"]) counts[word] = (counts[word] || 0) + 1;\nreturn counts;`,
  ],
  [
    "a typed map",
    `const counts: Record<string, number> = {};\nfor (const word of ["a", "b"]) counts[word] = (counts[word] ?? 0) + 1;\nreturn Object.entries(counts).sort(([, a], [, b]) => b - a);`,
  ],
  [
    "a Map and a Set",
    `const seen = new Set<string>();\nconst byName = new Map();\nfor (const name of ["a", "b"]) { seen.add(name); byName.set(name, name.length); }\nreturn [...byName.entries()].filter(([name]) => seen.has(name));`,
  ],
  [
    "a caught error",
    `try {\n  await github.delete_repo({ owner: "a", repo: "b" });\n} catch (error) {\n  console.error(error.message);\n  return error.code;\n}`,
  ],
  [
    "a ToolError",
    `try {\n  await github.get_me();\n} catch (error) {\n  if (error instanceof ToolError) return { tool: error.tool, server: error.server, code: error.code };\n  throw error;\n}`,
  ],
  [
    "callbacks without annotations",
    `const add = (a, b) => a + b;\nfunction twice(f) { return (x) => f(f(x)); }\nreturn twice((x) => add(x, 1))(1);`,
  ],
  [
    "arithmetic on dates",
    `const { issues } = await github.list_issues({ owner: "a", repo: "b" });\nconst ages = issues.map((issue) => (new Date() - new Date(issue.createdAt)) / 86400000);\nreturn Math.max(...ages);`,
  ],
  [
    "dates and locales",
    `const day = new Date(0);\nreturn [day.toLocaleDateString("en-US", { weekday: "short", year: "numeric" }), (1234.5).toLocaleString("de-DE"), new Intl.NumberFormat("en", { style: "currency", currency: "EUR" }).format(3), "a".localeCompare("b", "en", { sensitivity: "base" })];`,
  ],
  [
    "narrowing by a check",
    `const { issues } = await github.list_issues({ owner: "a", repo: "b" });\nconst logins = [];\nfor (const issue of issues) { if (!issue.assignee) continue; logins.push(issue.assignee.login); }\nreturn logins;`,
  ],
  [
    "optional chaining",
    `const { issues } = await github.list_issues({ owner: "a", repo: "b" });\nreturn issues.map((issue) => issue.assignee?.login ?? "nobody");`,
  ],
  [
    "an index without a check",
    `const { issues } = await github.list_issues({ owner: "a", repo: "b" });\nconst first = issues[0];\nreturn first.title;`,
  ],
  [
    "reduce",
    `const { issues } = await github.list_issues({ owner: "a", repo: "b" });\nreturn issues.reduce((groups, issue) => { (groups[issue.state] ??= []).push(issue.number); return groups; }, {} as Record<string, number[]>);`,
  ],
  [
    "reduce without types",
    `const { issues } = await github.list_issues({ owner: "a", repo: "b" });\nreturn issues.reduce((groups, issue) => { groups[issue.state] = (groups[issue.state] || 0) + 1; return groups; }, {});`,
  ],
  [
    "Object.groupBy",
    `const { issues } = await github.list_issues({ owner: "a", repo: "b" });\nconst byState = Object.groupBy(issues, (issue) => issue.state);\nreturn byState.open?.length ?? 0;`,
  ],
  [
    "newer methods",
    `const a = [3, 1, 2];\nreturn [a.toSorted(), a.at(-1), a.findLast((n) => n > 1), new Set(a).union(new Set([9])), a.values().map((n) => n * 2).toArray(), "x".replaceAll("x", "y"), Object.fromEntries([["a", 1]])];`,
  ],
  [
    "Array.fromAsync",
    `const all = await Array.fromAsync([github.get_me(), github.get_me()]);\nreturn all.map((me) => me.login);`,
  ],
  [
    "a generator",
    `function* numbers(n) { for (let i = 0; i < n; i++) yield i; }\nreturn [...numbers(3)];`,
  ],
  [
    "an async generator",
    `async function* pages() {\n  for (let page = 1; page < 3; page++) yield await github.list_issues({ owner: "a", repo: "b", perPage: page });\n}\nlet total = 0;\nfor await (const page of pages()) total += page.total;\nreturn total;`,
  ],
  [
    "a class",
    `class Counter {\n  private counts = new Map<string, number>();\n  add(key: string) { this.counts.set(key, (this.counts.get(key) ?? 0) + 1); return this; }\n  get size() { return this.counts.size; }\n}\nreturn new Counter().add("a").add("b").size;`,
  ],
  [
    "an object with methods",
    `const stack = { items: [], push(item) { this.items.push(item); return this.items.length; } };\nstack.push(1);\nreturn stack.items;`,
  ],
  [
    "a helper function",
    `async function count(owner: string, repo: string) {\n  const { total } = await github.list_issues({ owner, repo });\n  return total;\n}\nreturn (await count("a", "b")) + (await count("c", "d"));`,
  ],
  [
    "a helper with a type of the SDK",
    `function describe(result: github.ListIssuesOutput): string { return result.issues.length + " of " + result.total; }\nreturn describe(await github.list_issues({ owner: "a", repo: "b" }));`,
  ],
  [
    "satisfies and as const",
    `const options = { owner: "a", repo: "b", state: "open" } as const;\nconst more = { owner: "a", repo: "b" } satisfies { owner: string; repo: string };\nawait github.list_issues(options);\nreturn (await github.list_issues(more)).total;`,
  ],
  [
    "a spread input",
    `const base = { owner: "a", repo: "b" };\nreturn (await github.list_issues({ ...base, state: "open" })).total;`,
  ],
  [
    "an input built up",
    `const query: github.ListIssuesInput = { owner: "a", repo: "b" };\nif (input?.open) query.state = "open";\nreturn (await github.list_issues(query)).total;`,
  ],
  [
    "the input of the run",
    `const { owner, repos } = input;\nconst all = [];\nfor (const repo of repos) all.push(await github.list_issues({ owner, repo }));\nreturn all.map((one) => one.total);`,
  ],
  [
    "a value from JSON as an argument",
    `const { owner, repo } = JSON.parse(input);\nreturn (await github.list_issues({ owner, repo })).total;`,
  ],
  [
    "a local name like a server's",
    `const { entities } = await memory.read_graph({});\nconst names = entities.map((memory) => memory.name);\nfor (const time of ["a"]) console.log(time);\nreturn names;`,
  ],
  [
    "a tool as a value",
    `const list = github.list_issues;\nconst repos = ["a", "b"];\nreturn (await Promise.all(repos.map((repo) => list({ owner: "o", repo })))).length;`,
  ],
  [
    "destructured tools",
    `const { list_issues, get_me } = github;\nconst me = await get_me();\nreturn (await list_issues({ owner: me.login, repo: "b" })).total;`,
  ],
  [
    "then and catch",
    `return await github.get_me().then((me) => me.login).catch((error) => "none: " + error.message);`,
  ],
  [
    "timers",
    `await new Promise((resolve) => setTimeout(resolve, 1));\nconst wait = (ms) => new Promise((done) => setTimeout(done, ms));\nawait wait(1);\nconst timer = setInterval(() => {}, 10);\nclearInterval(timer);\nreturn "done";`,
  ],
  [
    "a race with a time limit",
    `const limit = new Promise((_, reject) => setTimeout(() => reject(new Error("late")), 1000));\nreturn await Promise.race([github.get_me(), limit]);`,
  ],
  [
    "retries",
    `async function retry(work, times = 3) {\n  for (let attempt = 1; ; attempt++) {\n    try { return await work(); } catch (error) { if (attempt >= times) throw error; }\n  }\n}\nconst me = await retry(() => github.get_me());\nreturn me.login;`,
  ],
  [
    "pages until the end",
    `let page = 0, all = [];\nwhile (true) {\n  const { issues } = await github.list_issues({ owner: "a", repo: "b", perPage: 100 });\n  all = all.concat(issues);\n  if (issues.length < 100 || ++page > 3) break;\n}\nreturn all.length;`,
  ],
  [
    "URL, encoding, base64, random, structured clone",
    `const url = new URL("https://x.example/a?b=c");\nurl.searchParams.set("d", "e");\nconst bytes = new TextEncoder().encode("é");\nreturn [url.toString(), bytes.length, new TextDecoder().decode(bytes), btoa("a"), atob("YQ=="), crypto.randomUUID().length, structuredClone({ a: 1 }), performance.now() > 0];`,
  ],
  [
    "regular expressions",
    `const match = /(?<year>\\d{4})-(?<month>\\d\\d)/.exec("2026-01-02");\nconst all = [..."a1b2".matchAll(/\\d/g)].map((one) => one[0]);\nreturn [match?.groups?.year, all, "a,b".split(/,/)];`,
  ],
  [
    "bigint, symbols, weak maps",
    `const weak = new WeakMap();\nconst key = {};\nweak.set(key, 1n ** 2n);\nreturn String(weak.get(key)) + typeof Symbol.iterator;`,
  ],
  [
    "labels and switch",
    `outer: for (const a of [1, 2]) { for (const b of [1, 2]) { if (a === b) continue outer; switch (a) { case 1: break; default: break outer; } } }\nreturn 1;`,
  ],
  [
    "a type guard",
    `type Issue = github.ListIssuesOutput["issues"][number];\nconst isOpen = (issue: Issue): issue is Issue & { state: "open" } => issue.state === "open";\nconst { issues } = await github.list_issues({ owner: "a", repo: "b" });\nreturn issues.filter(isOpen).length;`,
  ],
  [
    "an interface of one's own",
    `interface Row { title: string; days?: number }\nconst rows: Row[] = [];\nrows.push({ title: "a" });\nreturn rows;`,
  ],
  [
    "unknown, narrowed",
    `const value: unknown = JSON.parse("1");\nif (typeof value === "number") return value + 1;\nif (value instanceof Error) return value.message;\nreturn null;`,
  ],
  [
    "an any value as an argument",
    `const owner: any = input.owner;\nreturn (await github.list_issues({ owner, repo: input["repo"] })).total;`,
  ],
  [
    "a cast that hides nothing",
    `return (await github.list_issues({ owner: "a" as any, repo: ("b" as unknown) as string })).total;`,
  ],
  [
    "a console of all levels",
    `console.log("a", 1, { b: 2 }); console.info("b"); console.warn("c"); console.error("d"); console.debug("e");`,
  ],
  ["no result", `await github.create_issue({ owner: "a", repo: "b", title: "c" });`],
  ["the last expression is the result", `const me = await github.get_me();\nme.login`],
  ["the last call is the result", `github.get_me()`],
  ["main, called", `async function main() { return (await github.get_me()).login; }\nmain();`],
  [
    "main, called and caught",
    `async function main() { return (await github.get_me()).login; }\nmain().catch((error) => console.error(error));`,
  ],
  ["an IIFE", `(async () => { const me = await github.get_me(); return me.login; })();`],
  [
    "fire all, then wait",
    `const a = github.get_me();\nconst b = memory.read_graph();\nreturn [(await a).login, (await b).entities.length];`,
  ],
  [
    "using",
    `{ using guard = { [Symbol.dispose]() { console.log("end"); } }; console.log(typeof guard); }\nreturn 1;`,
  ],
  ["a strict directive", `"use strict";\nreturn 1;`],
  [
    "an async arrow whose parameters begin a line",
    `const f = async <T,>\n(x: T) => x;\nreturn await f(1);`,
  ],
  [
    "servers taken from an import of everything",
    `import * as sdk from "codemode:sdk";\nconst { memory, github } = sdk;\nconst time = sdk.time;\nreturn (await memory.read_graph()).entities.length;`,
  ],
];
