/** Programs that use the SDK wrongly: what each is refused for, in order. */
export const MISTAKEN_PROGRAMS: [name: string, given: { source: string; codes: string[] }][] = [
  [
    "wrong tool",
    {
      source: `return await github.listIssues({ owner: "a", repo: "b" });`,
      codes: ["CHECK_TOOL_NAME"],
    },
  ],
  [
    "wrong server",
    { source: `return await githb.list_issues({ owner: "a", repo: "b" });`, codes: ["CHECK_NAME"] },
  ],
  [
    "tool without its server",
    { source: `return await list_issues({ owner: "a", repo: "b" });`, codes: ["CHECK_NAME"] },
  ],
  [
    "tool of another server",
    { source: `return await github.read_graph({});`, codes: ["CHECK_TOOL_NAME"] },
  ],
  [
    "tool in quotes, wrong",
    {
      source: `return await github["list-issues"]({ owner: "a", repo: "b" });`,
      codes: ["CHECK_TOOL_NAME"],
    },
  ],
  [
    "destructured tool, wrong",
    {
      source: `const { list_isues } = github;\nreturn await list_isues({});`,
      codes: ["CHECK_TOOL_NAME"],
    },
  ],
  [
    "computed tool",
    { source: `return await github[input.tool]({});`, codes: ["CHECK_COMPUTED_TOOL"] },
  ],
  [
    "unknown parameter",
    {
      source: `return await github.list_issues({ owner: "a", repo: "b", per_page: 5 });`,
      codes: ["CHECK_ARGUMENTS"],
    },
  ],
  [
    "missing parameter",
    { source: `return await github.list_issues({ owner: "a" });`, codes: ["CHECK_ARGUMENTS"] },
  ],
  ["no argument", { source: `return await github.list_issues();`, codes: ["CHECK_ARGUMENTS"] }],
  [
    "positional arguments",
    { source: `return await github.list_issues("a", "b");`, codes: ["CHECK_ARGUMENTS"] },
  ],
  [
    "wrong type",
    {
      source: `return await github.list_issues({ owner: "a", repo: 5 });`,
      codes: ["CHECK_ARGUMENTS"],
    },
  ],
  [
    "wrong enum member",
    {
      source: `return await github.list_issues({ owner: "a", repo: "b", state: "opened" });`,
      codes: ["CHECK_ARGUMENTS"],
    },
  ],
  [
    "wrong items",
    {
      source: `return await github.list_issues({ owner: "a", repo: "b", labels: "bug" });`,
      codes: ["CHECK_ARGUMENTS"],
    },
  ],
  [
    "wrong nested parameter",
    {
      source: `return await github.list_issues({ owner: "a", repo: "b", filter: { autor: "x" } });`,
      codes: ["CHECK_ARGUMENTS"],
    },
  ],
  [
    "a variable of the wrong type",
    {
      source: `const query = { owner: "a", repo: 5 };\nreturn await github.list_issues(query);`,
      codes: ["CHECK_ARGUMENTS"],
    },
  ],
  [
    "a wrong type behind a cast",
    {
      source: `return await github.list_issues({ owner: 1 as any, repo: "b" } as any);`,
      codes: ["CHECK_ARGUMENTS"],
    },
  ],
  [
    "a wrong type behind two casts",
    {
      source: `return await github.list_issues({ own: "a" } as unknown as github.ListIssuesInput);`,
      codes: ["CHECK_ARGUMENTS"],
    },
  ],
  [
    "wrong field",
    {
      source: `const result = await github.list_issues({ owner: "a", repo: "b" });\nreturn result.items;`,
      codes: ["CHECK_RESULT"],
    },
  ],
  [
    "wrong nested field",
    {
      source: `const { issues } = await github.list_issues({ owner: "a", repo: "b" });\nreturn issues.map((issue) => issue.titel);`,
      codes: ["CHECK_RESULT"],
    },
  ],
  [
    "wrong destructured field",
    {
      source: `const { items } = await github.list_issues({ owner: "a", repo: "b" });\nreturn items;`,
      codes: ["CHECK_RESULT"],
    },
  ],
  [
    "an object taken for a list",
    {
      source: `const issues = await github.list_issues({ owner: "a", repo: "b" });\nfor (const issue of issues) console.log(issue);`,
      codes: ["CHECK_RESULT"],
    },
  ],
  [
    "a method of lists on an object",
    {
      source: `const issues = await github.list_issues({ owner: "a", repo: "b" });\nreturn issues.map((issue) => issue.title);`,
      codes: ["CHECK_RESULT"],
    },
  ],
  [
    "a text taken for an object",
    {
      source: `const result = await memory.search_nodes({ query: "x" });\nreturn result.entities;`,
      codes: ["CHECK_RESULT"],
    },
  ],
  [
    "a possible null",
    {
      source: `const { issues } = await github.list_issues({ owner: "a", repo: "b" });\nreturn issues.map((issue) => issue.assignee.login);`,
      codes: ["CHECK_NULLABLE"],
    },
  ],
  [
    "a missing await, used",
    { source: `const me = github.get_me();\nreturn me.login;`, codes: ["CHECK_AWAIT"] },
  ],
  [
    "a missing await, destructured",
    { source: `const { login } = github.get_me();\nreturn login;`, codes: ["CHECK_AWAIT"] },
  ],
  [
    "a missing await in a condition",
    { source: `if (github.get_me()) return 1;\nreturn 2;`, codes: ["CHECK_AWAIT"] },
  ],
  [
    "a missing await in an argument",
    {
      source: `const me = github.get_me();\nreturn await github.list_issues({ owner: me, repo: "b" });`,
      codes: ["CHECK_AWAIT"],
    },
  ],
  [
    "a missing await in arithmetic",
    {
      source: `const total = memory.search_nodes({ query: "x" });\nreturn total - 1;`,
      codes: ["CHECK_AWAIT"],
    },
  ],
  [
    "a missing await before a loop",
    {
      source: `for (const issue of github.list_issues({ owner: "a", repo: "b" })) console.log(issue);`,
      codes: ["CHECK_AWAIT"],
    },
  ],
  [
    "a missing Promise.all",
    {
      source: `const all = ["a", "b"].map(async (repo) => await github.list_issues({ owner: "o", repo }));\nreturn all.map((one) => one.total);`,
      codes: ["CHECK_AWAIT"],
    },
  ],
  [
    "await in a callback",
    {
      source: `return ["a"].map((repo) => { const me = await github.get_me(); return me.login; });`,
      codes: ["CHECK_AWAIT"],
    },
  ],
  [
    "a floating call",
    {
      source: `github.create_issue({ owner: "a", repo: "b", title: "c" });\nreturn 1;`,
      codes: ["CHECK_FLOATING"],
    },
  ],
  [
    "a floating chain",
    {
      source: `github.get_me().then((me) => console.log(me.login));\nreturn 1;`,
      codes: ["CHECK_FLOATING"],
    },
  ],
  ["a call made void", { source: `void github.get_me();\nreturn 1;`, codes: ["CHECK_FLOATING"] }],
  [
    "a promise that nobody reads",
    {
      source: `const issue = github.create_issue({ owner: "a", repo: "b", title: "c" });\nreturn 1;`,
      codes: ["CHECK_FLOATING"],
    },
  ],
  [
    "a floating function",
    {
      source: `async function work() { await github.get_me(); }\nwork();\nreturn 1;`,
      codes: ["CHECK_FLOATING"],
    },
  ],
  [
    "a floating destructured tool",
    { source: `const { get_me } = github;\nget_me();\nreturn 1;`, codes: ["CHECK_FLOATING"] },
  ],
  [
    "forEach with an async callback",
    {
      source: `["a"].forEach(async (repo) => { await github.list_issues({ owner: "o", repo }); });\nreturn 1;`,
      codes: ["CHECK_ASYNC_CALLBACK"],
    },
  ],
  [
    "filter with an async callback",
    {
      source: `return ["a"].filter(async (repo) => (await github.list_issues({ owner: "o", repo })).total > 1);`,
      codes: ["CHECK_ASYNC_CALLBACK"],
    },
  ],
  [
    "a filter that does not look at it",
    {
      source:
        'const { issues } = await github.list_issues({ owner: "a", repo: "b" });\nreturn issues.filter((i) => i.labels.length).map((i) => i.assignee.login);',
      codes: ["CHECK_NULLABLE"],
    },
  ],
  [
    "a wrong enum member in an object",
    {
      source:
        'const query = { owner: "a", repo: "b", state: "opened" };\nreturn await github.list_issues(query);',
      codes: ["CHECK_ARGUMENTS"],
    },
  ],
  [
    "an enum member that may be anything",
    {
      source:
        'let state = "open";\nif (input.state) state = input.state;\nreturn await github.list_issues({ owner: "a", repo: "b", state });',
      codes: ["CHECK_ARGUMENTS"],
    },
  ],
  [
    "a wrong enum member in a loop",
    {
      source:
        'for (const state of ["open", "shut"]) console.log(await github.list_issues({ owner: "a", repo: "b", state }));',
      codes: ["CHECK_ARGUMENTS"],
    },
  ],
  [
    "an unknown value as an argument",
    {
      source:
        'const owner: unknown = input.owner;\nreturn await github.list_issues({ owner, repo: "b" });',
      codes: ["CHECK_ARGUMENTS"],
    },
  ],
  [
    "a nullable value in the other branch",
    {
      source:
        'const { issues } = await github.list_issues({ owner: "a", repo: "b" });\nconst first = issues[0];\nreturn first.assignee ? 1 : [1].map(() => first.assignee.login);',
      codes: ["CHECK_NULLABLE"],
    },
  ],
  [
    "a tool out of the program's own object, by a computed name",
    {
      source: `const tools = { me: github.get_me, graph: memory.read_graph };\nreturn await tools[input.name]({ x: 1 });`,
      codes: ["CHECK_COMPUTED_TOOL"],
    },
  ],
  [
    "a server out of the program's own object, by a computed name",
    {
      source: `const servers = { github, memory };\nreturn await servers[input.server][input.tool]({ x: 1 });`,
      codes: ["CHECK_COMPUTED_TOOL"],
    },
  ],
  [
    "a text that a list of known texts does not have",
    {
      source: `const states = ["open", "closed"] as const;\nreturn states.includes("opne");`,
      codes: ["CHECK_TYPE"],
    },
  ],
  [
    "a text taken out of a list where a number is wanted",
    {
      source: `const url = input.url as string;\nconst n: number = url.split("/").pop();\nreturn n;`,
      codes: ["CHECK_TYPE"],
    },
  ],
  ...[
    "Object.assign(github, { get_me: null })",
    'Object.defineProperty(github, "get_me", {})',
    'Reflect.set(github, "get_me", null)',
  ].map((statement): (typeof MISTAKEN_PROGRAMS)[number] => [
    `a server that is changed: ${statement}`,
    { source: `${statement};\nreturn 1;`, codes: ["CHECK_ASSIGNED"] },
  ]),
  [
    "a misspelt field of the program's own object",
    {
      source: `const summary = { name: "a" };\nsummary.count = 3;\nreturn summary.cuont;`,
      codes: ["CHECK_RESULT"],
    },
  ],
  [
    "a result, by names of which it has one",
    {
      source: `const me = await github.get_me();\nreturn ["login", "logn"].map((key) => me[key]);`,
      codes: ["CHECK_RESULT"],
    },
  ],
  [
    "a field of an empty object of the program's own",
    {
      source: `const issue = {};\nreturn (issue ?? {}).title;`,
      codes: ["CHECK_RESULT"],
    },
  ],
];
