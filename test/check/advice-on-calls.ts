/** A wrong program, what it is told, and the program that does what it is told. */
export interface AdviceCase {
  wrong: string;
  /** What a model reads, in part. */
  told: string[];
  /** What it must not read. */
  untold?: string[];
  /** Passes; absent where nothing certain can be advised. */
  mended?: string;
}

/** Names of tools, servers and types, and the input of calls. */
export const ADVICE_ON_CALLS: [name: string, given: AdviceCase][] = [
  [
    "a tool in another spelling is certain",
    {
      wrong: `return await github.listIssues({ owner: "a" });`,
      told: ["it is `list_issues`.", "Call `github.list_issues({ owner: string; repo: string;"],
      mended: `return await github.list_issues({ owner: "a", repo: "b" });`,
    },
  ],
  [
    "a tool in another spelling, whose input is right, needs no more",
    {
      wrong: `return await github.listIssues({ owner: "a", repo: "b" });`,
      told: ["it is `list_issues`."],
      untold: ["Call"],
    },
  ],
  [
    "a typo in a tool",
    {
      wrong: `return await memory.serach_nodes({ query: "x" });`,
      told: [
        "Did you mean `memory.search_nodes`?",
        "Call `memory.search_nodes({ query: string })`",
      ],
      mended: `return await memory.search_nodes({ query: "x" });`,
    },
  ],
  [
    "another verb for the same",
    {
      wrong: `return await github.fetch_issues({ owner: "a", repo: "b" });`,
      told: ["Did you mean `github.list_issues`?"],
    },
  ],
  [
    "another thing to do is not proposed",
    {
      wrong: `return await github.delete_issue({ owner: "a", repo: "b" });`,
      told: [
        "`github` has no tool `delete_issue`.",
        "Tools of `github`: create_issue, delete_repo, get_me, list_issues.",
      ],
      untold: ["Did you mean", "Call"],
    },
  ],
  [
    "part of a name is only likened",
    {
      wrong: `return await memory.search({ query: "x" });`,
      told: ["Like it: `memory.search_nodes`.", "Tools of `memory`: read_graph, search_nodes."],
      untold: ["Call"],
    },
  ],
  [
    "a tool of another server",
    {
      wrong: `return await github.readGraph();`,
      told: ["it is on another server, `memory.read_graph`.", "Call `memory.read_graph()`."],
      mended: `return await memory.read_graph();`,
    },
  ],
  [
    "a tool of another server that takes something else",
    {
      wrong: `return await memory.delete_repo({ name: "x" });`,
      told: ["it is on another server, `github.delete_repo`.", "Tools of `memory`:"],
      untold: ["Call"],
    },
  ],
  [
    "an unknown server",
    {
      wrong: `return await slack.send_it({ text: "x" });`,
      told: ["There is no server `slack`.", "Servers: github, memory, time."],
      untold: ["Define", "Did you mean"],
    },
  ],
  [
    "a server in another spelling",
    {
      wrong: `return await GitHub.get_me();`,
      told: ["There is no server `GitHub`. Did you mean `github`?"],
      mended: `return await github.get_me();`,
    },
  ],
  [
    "a known tool of an unknown server",
    {
      wrong: `return await gh.get_me();`,
      told: ["`get_me` is a tool of `github`", "Call `github.get_me()`."],
      mended: `return await github.get_me();`,
    },
  ],
  [
    "server and tool in one name",
    {
      wrong: `return await mcp__memory__read_graph();`,
      told: ["Did you mean `memory.read_graph`?", "Call `memory.read_graph()`."],
    },
  ],
  [
    "another system's way to call",
    {
      wrong: `return await callTool("memory", "search_nodes", { query: "x" });`,
      told: ["Call `memory.search_nodes({ query: string })`."],
    },
  ],
  [
    "a variable that is not defined is no server",
    {
      wrong: `return results.map((r) => r);`,
      told: ["`results` is not defined."],
      untold: ["server"],
    },
  ],
  [
    "a type by a name of its own",
    {
      wrong: `const graph: ReadGraphResult = await memory.read_graph();\nreturn graph.entities.length;`,
      told: ["There is no type `ReadGraphResult`.", "Write `memory.ReadGraphOutput`"],
      mended: `const graph: memory.ReadGraphOutput = await memory.read_graph();\nreturn graph.entities.length;`,
    },
  ],
  [
    "a type of a part of a result",
    {
      wrong: `const graph = await memory.read_graph();\nconst first: memory.Entity = graph.entities[0];\nreturn first.name;`,
      told: ['Write `memory.ReadGraphOutput["entities"][number]`'],
      mended: `const graph = await memory.read_graph();\nconst first: memory.ReadGraphOutput["entities"][number] = graph.entities[0];\nreturn first.name;`,
    },
  ],
  [
    "names and values of an input, down to its items, at once",
    {
      wrong: `return await github.list_issues({ owner: "a", repo: 5, labels: "bug", filter: { autor: "x" } });`,
      told: [
        "Unknown field `autor` (use `author`) in `filter` of `github.list_issues(...)`.",
        "`repo` in `github.list_issues(...)` must be `string`, not a number.",
        '`labels` in `github.list_issues(...)` must be an array, `string[]`.\n    Write `labels: ["bug"]`.',
      ],
      mended: `return await github.list_issues({ owner: "a", repo: "5", labels: ["bug"], filter: { author: "x" } });`,
    },
  ],
  [
    "fields that belong one level down",
    {
      wrong: `return await github.list_issues({ owner: "a", repo: "b", author: "x" });`,
      told: ["Unknown parameter `author`"],
    },
  ],
  [
    "an input that is no object",
    {
      wrong: `return await memory.search_nodes("x");`,
      told: ["takes one object with its parameters, not a string."],
      mended: `return await memory.search_nodes({ query: "x" });`,
    },
  ],
  [
    "a tool without parameters",
    {
      wrong: `return await memory.read_graph({ limit: 1 });`,
      told: ["`memory.read_graph` takes no parameters.", "Call `memory.read_graph()`."],
      mended: `return await memory.read_graph();`,
    },
  ],
  [
    "an input in a constant",
    {
      wrong: `const query: any = { own: "a" };\nreturn await github.list_issues(query);`,
      told: ["Unknown parameter `own`; missing parameters `owner`, `repo`"],
    },
  ],
  [
    "null for what may be left out",
    {
      wrong: `return await github.list_issues({ owner: "a", repo: "b", perPage: null });`,
      told: ["must be `number`, not `null`.", "Leave it out instead."],
      mended: `return await github.list_issues({ owner: "a", repo: "b" });`,
    },
  ],
  [
    "a member of an enum that is inflected",
    {
      wrong: `return await github.list_issues({ owner: "a", repo: "b", state: "OPENED" });`,
      told: ['Did you mean `"open"`?'],
    },
  ],
  [
    "a parameter that is any string",
    {
      wrong: `const list = (state: string) => github.list_issues({ owner: "a", repo: "b", state });\nreturn await Promise.all(["open"].map(list));`,
      told: ['declare `state: "open" | "closed" | "all"`'],
      mended: `const list = (state: "open" | "closed" | "all") => github.list_issues({ owner: "a", repo: "b", state });\nreturn await list("open");`,
    },
  ],
  [
    "a list whose items are any strings to the compiler",
    {
      wrong: `const states = ["open", "closed"];\nstates.push("all");\nreturn await github.list_issues({ owner: "a", repo: "b", state: states[0] });`,
      told: ['Add `as const` where it is written: `["open", "closed"] as const`.'],
    },
  ],
  [
    "what a value that is right after all must not hide",
    {
      wrong: `const query = { owner: "a", repo: "b", state: "open", perPage: "5" };\nreturn await github.list_issues(query);`,
      told: ["`perPage` in `github.list_issues(...)` must be `number`, not a string."],
      mended: `const query = { owner: "a", repo: "b", state: "open", perPage: 5 };\nreturn await github.list_issues(query);`,
    },
  ],
  [
    "an unknown name beside a value that is right after all",
    {
      wrong: `for (const state of ["open", "closed"]) console.log(await github.list_issues({ state, owner: "a", repo: "b", page: 2 }));`,
      told: ["1 error", "Unknown parameter `page`"],
    },
  ],
  [
    "a name that is missing beside what is spread",
    {
      wrong: `const base = { owner: "a", repo: "b" };\nreturn await github.create_issue({ ...base, name: "x" });`,
      told: ["Unknown parameter `name`", "in `github.create_issue(...)`.", "title: string"],
      untold: ["Object literal may only"],
      mended: `const base = { owner: "a", repo: "b" };\nreturn await github.create_issue({ ...base, title: "x" });`,
    },
  ],
  [
    "a name that is missing in what is spread",
    {
      wrong: `const base = { owner: "a" };\nreturn await github.create_issue({ ...base, title: "x" });`,
      told: ["Missing parameter `repo` in `github.create_issue(...)`."],
    },
  ],
  [
    "a result with one text, where a text is needed",
    {
      wrong: `const me = await github.get_me();\nreturn await memory.search_nodes({ query: me });`,
      told: ["Its text is `me.login`."],
      mended: `const me = await github.get_me();\nreturn await memory.search_nodes({ query: me.login });`,
    },
  ],
  [
    "data, where a text is needed",
    {
      wrong: `const graph = await memory.read_graph();\nreturn await memory.search_nodes({ query: graph });`,
      told: ["Write `JSON.stringify(graph)`."],
      mended: `const graph = await memory.read_graph();\nreturn await memory.search_nodes({ query: JSON.stringify(graph) });`,
    },
  ],
  [
    "a number, where a text is needed",
    {
      wrong: `const { entities } = await memory.read_graph();\nreturn await memory.search_nodes({ query: entities.length });`,
      told: ["Write `String(entities.length)`."],
      mended: `const { entities } = await memory.read_graph();\nreturn await memory.search_nodes({ query: String(entities.length) });`,
    },
  ],
  [
    "as const at the wrong place",
    {
      wrong: `const states = ["open", "closed"];\nreturn await Promise.all(states.map((state) => github.list_issues({ owner: "a", repo: "b", state: state as const })));`,
      told: ['Add `as const` where it is written: `["open", "closed"] as const`.'],
      mended: `const states = ["open", "closed"] as const;\nreturn await Promise.all(states.map((state) => github.list_issues({ owner: "a", repo: "b", state })));`,
    },
  ],
];
