import type { AdviceCase } from "./advice-on-calls.ts";

const ISSUES = `const { issues } = await github.list_issues({ owner: "a", repo: "b" });\n`;

/** What results are taken for. */
export const ADVICE_ON_VALUES: [name: string, given: AdviceCase][] = [
  [
    "an item of a promise of a list",
    {
      wrong: `const all = Promise.all([github.get_me()]);\nreturn all[0].login;`,
      told: ["`all` is a promise", "Add `await` where `all` gets its value"],
      mended: `const all = await Promise.all([github.get_me()]);\nreturn all[0].login;`,
    },
  ],
  [
    "several fields of one promise, once",
    {
      wrong: `const { issues, total } = github.list_issues({ owner: "a", repo: "b" });\nreturn issues.length + total;`,
      told: ["1 error", "is a promise"],
    },
  ],
  [
    "reduce with an async callback",
    {
      wrong: `return ["a"].reduce(async (sum, repo) => sum + (await github.list_issues({ owner: "o", repo })).total, 0);`,
      told: ["`reduce` does not wait", "for (const item of items) total += await ...;"],
      mended: `let total = 0;\nfor (const item of ["a"]) total += (await github.list_issues({ owner: "o", repo: item })).total;\nreturn total;`,
    },
  ],
  [
    "what find may not find",
    {
      wrong: `${ISSUES}const bug = issues.find((one) => one.title === "x");\nreturn bug.labels.length;`,
      told: ["`find` may find nothing", "Write `bug?.labels.length`"],
      mended: `${ISSUES}const bug = issues.find((one) => one.title === "x");\nreturn bug?.labels.length;`,
    },
  ],
  [
    "what match may not find, where a text is needed",
    {
      wrong: `const text = await memory.search_nodes({ query: "x" });\nconst size = text.match(/(\\d+)/);\nreturn parseInt(size[1]);`,
      told: ["`match` may find nothing", 'Write `size?.[1] ?? ""`'],
      mended: `const text = await memory.search_nodes({ query: "x" });\nconst size = text.match(/(\\d+)/);\nreturn parseInt(size?.[1] ?? "");`,
    },
  ],
  [
    "a match that is taken apart",
    {
      wrong: `const text = await memory.search_nodes({ query: "x" });\nconst [, name] = text.match(/x(.)/);\nreturn name;`,
      told: ["`text.match(/x(.)/)` may be null: `match` may find nothing.", "?? []"],
      mended: `const text = await memory.search_nodes({ query: "x" });\nconst [, name] = text.match(/x(.)/) ?? [];\nreturn name;`,
    },
  ],
  [
    "a value that may be missing, where one is needed",
    {
      wrong: `${ISSUES}const bug = issues.find((one) => one.title === "x");\nreturn new Date(bug?.createdAt).getTime();`,
      told: ["`bug?.createdAt` may be undefined", 'Give a default, `bug?.createdAt ?? ""`'],
      mended: `${ISSUES}const bug = issues.find((one) => one.title === "x");\nreturn new Date(bug?.createdAt ?? "").getTime();`,
    },
  ],
  [
    "a line that is no object",
    {
      wrong: `const text = await memory.search_nodes({ query: "x" });\nreturn text.split("\\n").map((line) => line.name);`,
      told: ["`line` is a string: it has no `name`.", "take it apart with `split` or `match`"],
    },
  ],
  [
    "a text as a list",
    {
      wrong: `const { issues } = await github.list_issues({ owner: "a", repo: "b" });\nfor (const issue of issues) for (const part of issue.title) console.log(part);\nreturn issues[0].title.map((c) => c);`,
      told: ["`issues[0].title` is a string: it has no `map`."],
    },
  ],
  [
    "JSON.parse of data",
    {
      wrong: `const graph = JSON.parse(await memory.read_graph());\nreturn graph.entities.length;`,
      told: ["is data already, no JSON text: leave out `JSON.parse`."],
      mended: `const graph = await memory.read_graph();\nreturn graph.entities.length;`,
    },
  ],
  [
    "a result of another type",
    {
      wrong: `const n: number = await memory.search_nodes({ query: "x" });\nreturn n;`,
      told: ["is a string, not `number`.", "Take the number out of the text"],
    },
  ],
  [
    "a field of a raw result",
    {
      wrong: `const { data } = await github.get_me.raw();\nreturn data;`,
      told: [
        "A raw result has no `data`",
        'result.content.find((one) => one.type === "image"); block?.data',
      ],
      mended: `const result = await github.get_me.raw();\nconst block = result.content.find((one) => one.type === "image"); return block?.data;`,
    },
  ],
  [
    "a list that is no item",
    {
      wrong: `${ISSUES}return issues.title;`,
      told: ["`issues` is an array: it has no `title`.", "Take an item, `issues[0]`"],
      mended: `${ISSUES}return issues[0].title;`,
    },
  ],
  [
    "a number that is called",
    {
      wrong: `${ISSUES}return issues.length();`,
      told: ["`issues.length` is a number, not a function: leave out the parentheses."],
      mended: `${ISSUES}return issues.length;`,
    },
  ],
  [
    "a name that is declared twice, once",
    {
      wrong: `const x = 1;\nconst x = 2;\nreturn x;`,
      told: ["1 error", "2| const x = 2;", "`x` is declared twice."],
    },
  ],
  [
    "a constant that is assigned",
    {
      wrong: `const x = 1;\nx = 2;\nreturn x;`,
      told: ["Declare it with `let x`."],
      mended: `let x = 1;\nx = 2;\nreturn x;`,
    },
  ],
  [
    "sleep",
    {
      wrong: `await sleep(100);\nreturn 1;`,
      told: ["Write `await new Promise((resolve) => setTimeout(resolve, ms))`."],
      mended: `const ms = 100;\nawait new Promise((resolve) => setTimeout(resolve, ms));\nreturn 1;`,
    },
  ],
  [
    "Buffer",
    {
      wrong: `return Buffer.from(input.data, "base64").length;`,
      told: ["Uint8Array.from(atob(data), (c) => c.charCodeAt(0))"],
      mended: `const { data } = input;\nreturn Uint8Array.from(atob(data), (c) => c.charCodeAt(0)).length;`,
    },
  ],
  [
    "a method in another spelling",
    {
      wrong: `return (await github.get_me()).login.toLowercase();`,
      told: ["Did you mean `toLowerCase`?"],
      mended: `return (await github.get_me()).login.toLowerCase();`,
    },
  ],
  [
    "what only a fulfilled promise has",
    {
      wrong: `return (await Promise.allSettled([github.get_me()])).map((r) => r.value.login);`,
      told: ['`r.status === "fulfilled" ? r.value : r.reason`'],
      mended: `return (await Promise.allSettled([github.get_me()])).map((r) => (r.status === "fulfilled" ? r.value : r.reason));`,
    },
  ],
  [
    "a catch with a type",
    {
      wrong: `try { return await github.get_me(); } catch (error: ToolError) { return error.message; }`,
      told: ["Write `catch (error)`, and `if (error instanceof ToolError)` where it matters."],
      mended: `try { return await github.get_me(); } catch (error) { if (error instanceof ToolError) return error.message; }`,
    },
  ],
  [
    "what get may not find, in arithmetic",
    {
      wrong: `const sizes = new Map<string, number>();\nreturn sizes.get("a") + 1;`,
      told: ['Write `(sizes.get("a") ?? 0)`, or check `sizes.get("a")` before.'],
      untold: ["?.`"],
      mended: `const sizes = new Map<string, number>();\nreturn (sizes.get("a") ?? 0) + 1;`,
    },
  ],
  [
    "what may be missing, where a loop needs a list",
    {
      wrong: `const lists = new Map<string, string[]>();\nfor (const one of lists.get("a")) console.log(one);`,
      told: ['Write `lists.get("a") ?? []`'],
      mended: `const lists = new Map<string, string[]>();\nfor (const one of lists.get("a") ?? []) console.log(one);`,
    },
  ],
  [
    "what may be missing, counted up",
    {
      wrong: `const counts: { a?: number } = {};\ncounts.a++;\nreturn counts;`,
      told: ["Write `counts.a = (counts.a ?? 0) + 1`"],
      mended: `const counts: { a?: number } = {};\ncounts.a = (counts.a ?? 0) + 1;\nreturn counts;`,
    },
  ],
  [
    "what match may not find, where a number is made of it",
    {
      wrong: `const size = "a".match(/(\\d+)/);\nreturn Number(size[1]);`,
      told: ["Write `size?.[1] ?? NaN`"],
      mended: `const size = "a".match(/(\\d+)/);\nreturn Number(size?.[1] ?? NaN);`,
    },
  ],
  [
    "a variable that a failed call leaves without a value",
    {
      wrong: `let text;\ntry { text = await memory.search_nodes({ query: "x" }); } catch {}\nreturn text.length;`,
      told: [
        "`text` may be undefined here",
        'Start with `let text = "";`, or with `let text = null;` and check it',
      ],
      mended: `let text = "";\ntry { text = await memory.search_nodes({ query: "x" }); } catch {}\nreturn text.length;`,
    },
  ],
  [
    "a typed variable that a loop may leave without a value",
    {
      wrong: `let me: github.GetMeOutput;\nfor (const _ of [1]) me = await github.get_me();\nreturn me.login;`,
      told: ["Start with `let me: github.GetMeOutput | null = null;`, and check it"],
      mended: `let me: github.GetMeOutput | null = null;\nfor (const _ of [1]) me = await github.get_me();\nreturn me?.login;`,
    },
  ],
  [
    "an enum",
    {
      wrong: `enum Level { Info = "INFO", Other = "OTHER" }\nconst counts = new Map<Level, number>([[Level.Info, 0]]);\nreturn counts.size;`,
      told: [
        'const Level = { Info: "INFO", Other: "OTHER" } as const; type Level = (typeof Level)[keyof typeof Level];',
      ],
      mended: `const Level = { Info: "INFO", Other: "OTHER" } as const; type Level = (typeof Level)[keyof typeof Level];\nconst counts = new Map<Level, number>([[Level.Info, 0]]);\nreturn counts.size;`,
    },
  ],
  [
    "an enum of numbers",
    {
      wrong: `enum Level { Low, Mid = 5, High }\nreturn Level.High;`,
      told: ["{ Low: 0, Mid: 5, High: 6 } as const;"],
    },
  ],
  [
    "a namespace",
    {
      wrong: `namespace Util { export const twice = (n: number) => n * 2; }\nreturn Util.twice(2);`,
      told: ["Write an object, `const Util = { ... };`"],
      untold: ["declared already"],
      mended: `const Util = { twice: (n: number) => n * 2 };\nreturn Util.twice(2);`,
    },
  ],
  [
    "what may be a text, or data with a field",
    {
      wrong: `const found = await Promise.all(["a"].map((query) => memory.search_nodes({ query }).catch((e) => ({ error: e.message }))));\nreturn found.map((r) => r.error ?? r);`,
      told: ['Ask first: `typeof r === "string" ? r : r.error`.'],
      untold: [" in "],
      mended: `const found = await Promise.all(["a"].map((query) => memory.search_nodes({ query }).catch((e) => ({ error: e.message }))));\nreturn found.map((r) => (typeof r === "string" ? r : r.error));`,
    },
  ],
  [
    "what may be a text, asked with in",
    {
      wrong: `const found = await Promise.all(["a"].map((query) => memory.search_nodes({ query }).catch((e) => ({ error: e.message }))));\nreturn found.map((r) => ("error" in r ? 1 : 0));`,
      told: ["`r` may be a string, and `in` throws there.", 'Ask `typeof r === "string"` first.'],
      mended: `const found = await Promise.all(["a"].map((query) => memory.search_nodes({ query }).catch((e) => ({ error: e.message }))));\nreturn found.map((r) => (typeof r === "string" ? r : "error" in r ? 1 : 0));`,
    },
  ],
  [
    "a field that an error of a tool does not have",
    {
      wrong: `try { await github.get_me(); } catch (e) { if (e instanceof ToolError) return e.status; throw e; }`,
      told: ["A `ToolError` has no `status`.", "`message`, `code`, `server`, `tool`."],
      mended: `try { await github.get_me(); } catch (e) { if (e instanceof ToolError) return e.code; throw e; }`,
    },
  ],
  [
    "a sum of promises",
    {
      wrong: `const sizes = ["a"].map(async (query) => (await memory.search_nodes({ query })).length);\nreturn sizes.reduce((a, b) => a + b, 0);`,
      told: ["`sizes` is an array of promises.", "Write `await Promise.all(sizes)`."],
      untold: ["Operator"],
      mended: `const sizes = ["a"].map(async (query) => (await memory.search_nodes({ query })).length);\nreturn (await Promise.all(sizes)).reduce((a, b) => a + b, 0);`,
    },
  ],
  [
    "items of an async generator in a loop",
    {
      wrong: `async function* pages() { yield await github.get_me(); }\nfor (const page of pages()) console.log(page.login);`,
      told: ["Write `for await (... of pages())`."],
      mended: `async function* pages() { yield await github.get_me(); }\nfor await (const page of pages()) console.log(page.login);`,
    },
  ],
  [
    "items of an async generator in a list",
    {
      wrong: `async function* pages() { yield await github.get_me(); }\nreturn [...pages()];`,
      told: ["const items = []; for await (const item of pages()) items.push(item);"],
      mended: `async function* pages() { yield await github.get_me(); }\nconst items = []; for await (const item of pages()) items.push(item);\nreturn items;`,
    },
  ],
  [
    "a comparison that is never true",
    {
      wrong: `const { total } = await github.list_issues({ owner: "a", repo: "b" });\nreturn total === "3";`,
      told: ["These are never equal: one is `number`, the other `string`."],
    },
  ],
  [
    "an input that may be missing",
    {
      wrong: `return await memory.search_nodes({ query: ["a"].find((one) => one > "b") });`,
      told: [
        "`query` in `memory.search_nodes(...)` may be undefined, and must be `string`.",
        "?? ...",
      ],
      mended: `return await memory.search_nodes({ query: ["a"].find((one) => one > "b") ?? "c" });`,
    },
  ],
  [
    "an unknown parameter that is a variable's name, once",
    {
      wrong: `const q = "x";\nreturn await memory.search_nodes({ q });`,
      told: ["1 error", "Unknown parameter `q` (use `query`)"],
      mended: `const q = "x";\nreturn await memory.search_nodes({ query: q });`,
    },
  ],
  [
    "an object as text",
    {
      wrong: "const me = await github.get_me();\nreturn `Hello ${me}`;",
      told: ["`me` is an object: as text it is `[object Object]`", "Write `me.login`"],
      mended: "const me = await github.get_me();\nreturn `Hello ${me.login}`;",
    },
  ],
  [
    "a list of objects as text",
    {
      wrong: 'const { entities } = await memory.read_graph();\nreturn entities.join(", ");',
      told: ["`entities` is a list of objects", "`entities.map((one) => one.name).join(...)`"],
      mended:
        'const { entities } = await memory.read_graph();\nreturn entities.map((one) => one.name).join(", ");',
    },
  ],
];
