/** Programs that take a value for what it is not, or lose it: what each is refused for, in order. */
export const MISTAKEN_VALUES: [name: string, given: { source: string; codes: string[] }][] = [
  [
    "an object in a template",
    {
      source: "const me = await github.get_me();\nreturn `Hello ${me}`;",
      codes: ["CHECK_RESULT"],
    },
  ],
  [
    "an object added to a text",
    {
      source: 'let text = "";\ntext += await github.get_me();\nreturn text;',
      codes: ["CHECK_RESULT"],
    },
  ],
  [
    "objects as text in a callback",
    {
      source:
        'const { issues } = await github.list_issues({ owner: "a", repo: "b" });\nreturn issues.map((issue) => "- " + issue).join("\\n");',
      codes: ["CHECK_RESULT"],
    },
  ],
  [
    "a list of objects joined, and made a text",
    {
      source:
        'const graph = await memory.read_graph();\nconst all = await Promise.all(["a"].map(async (repo) => { const page = await github.list_issues({ owner: "o", repo }); return page.issues; }));\nreturn [graph.entities.join(", "), String(graph), all.toString()];',
      codes: ["CHECK_RESULT", "CHECK_RESULT", "CHECK_RESULT"],
    },
  ],
  [
    "one of two objects that were fetched at once",
    {
      source:
        "const [me, graph] = await Promise.all([github.get_me(), memory.read_graph()]);\nfor (const entity of graph.entities) console.log(`${entity} of ${me.login}`);\nreturn `${me}`;",
      codes: ["CHECK_RESULT", "CHECK_RESULT"],
    },
  ],
  [
    "an unknown parameter in a constant",
    {
      source:
        'const query = { owner: "a", repo: "b", per_page: 5 };\nreturn await github.list_issues(query);',
      codes: ["CHECK_ARGUMENTS"],
    },
  ],
  [
    "an unknown parameter in a constant whose other fields are read and set",
    {
      source:
        'const query: any = { owner: "a", repo: "b", sort: "x", filter: { author: "me", until: "now" } };\nquery.state = "open";\nconst { issues } = await github.list_issues(query);\nreturn [query.owner, issues.length];',
      codes: ["CHECK_ARGUMENTS", "CHECK_ARGUMENTS"],
    },
  ],
  [
    "unknown and missing parameters in a constant, once",
    {
      source: 'const query = { owner: "a", limit: 5 };\nreturn await github.list_issues(query);',
      codes: ["CHECK_ARGUMENTS"],
    },
  ],
  [
    "a wrong state that is spread into a query",
    {
      source:
        'const query = { state: "opened" };\nreturn await github.list_issues({ owner: "a", repo: "b", ...query });',
      codes: ["CHECK_ARGUMENTS"],
    },
  ],
  [
    "an assignment where a comparison is meant",
    {
      source:
        'const { entities } = await memory.read_graph();\nif (entities.length = 0) return "none";\nreturn entities.filter((one) => one.name = "x").length;',
      codes: ["CHECK_TYPE", "CHECK_TYPE"],
    },
  ],
  [
    "callbacks that return nothing",
    {
      source:
        "const { entities } = await memory.read_graph();\nreturn [entities.map((one) => { one.name }), entities.map((one) => { name: one.name })];",
      codes: ["CHECK_TYPE", "CHECK_TYPE"],
    },
  ],
  [
    "a text for an input, through a parameter without a type",
    {
      source:
        'async function issues(repo) { return github.list_issues(repo); }\nreturn issues("o/" + "r");',
      codes: ["CHECK_ARGUMENTS"],
    },
  ],
  [
    "a text for an input, taken from a list",
    {
      source: 'const repos = ["o/r"];\nreturn await github.list_issues(repos.pop());',
      codes: ["CHECK_ARGUMENTS"],
    },
  ],
  [
    "promises taken apart",
    {
      source:
        "const read = async () => (await github.get_me()).login.length;\nconst [one, other] = await [read(), read()];\nreturn one + other;",
      codes: ["CHECK_AWAIT"],
    },
  ],
  [
    "two servers that are imported by each other's names",
    {
      source:
        'import { github as memory, memory as github } from "codemode:sdk";\nreturn memory.get_me();',
      codes: ["CHECK_SHADOWED", "CHECK_SHADOWED"],
    },
  ],
  [
    "indexes for items",
    {
      source:
        "const { entities } = await memory.read_graph();\nfor (const one in entities) console.log(one.name);",
      codes: ["CHECK_TYPE"],
    },
  ],
  [
    "a function that returns nothing",
    {
      source:
        "const load = async () => { await github.get_me(); };\nconst me = await load();\nreturn me.login;",
      codes: ["CHECK_TYPE"],
    },
  ],
  [
    "items by their names",
    {
      source:
        'const { entities } = await memory.read_graph();\nif (entities.includes("Ada")) return entities["Ada"];',
      codes: ["CHECK_TYPE", "CHECK_TYPE"],
    },
  ],
  [
    "groups of a match that may find nothing",
    {
      source: 'const { groups } = "k=v".match(/(?<key>.)=/);\nreturn groups;',
      codes: ["CHECK_NULLABLE"],
    },
  ],
  [
    "an object of promises",
    {
      source: "const { me } = await Promise.all({ me: github.get_me() });\nreturn me;",
      codes: ["CHECK_TYPE"],
    },
  ],
  [
    "texts for numbers",
    {
      source:
        'const row = "a,5".split(",");\nconst sum = [row].reduce((all, one) => all + one[1], 0);\nreturn [row[1] > 3, Math.max(row[1]), sum];',
      codes: ["CHECK_TYPE", "CHECK_TYPE", "CHECK_TYPE"],
    },
  ],
  [
    "an order that is true or false",
    {
      source:
        "const { entities } = await memory.read_graph();\nreturn entities.sort((a, b) => a.name > b.name);",
      codes: ["CHECK_TYPE"],
    },
  ],
  [
    "a result parsed in a chain",
    { source: "return await github.get_me().then(JSON.parse);", codes: ["CHECK_RESULT"] },
  ],
  [
    "one of two kinds of objects, unasked",
    {
      source: `const read = async (path) => { try { return { path, text: await memory.search_nodes({ query: path }) }; } catch (error) { return { path, error: error.message }; } };\nconst all = await Promise.all(["a", "b"].map(read));\nreturn all.map((one) => one.text.length);`,
      codes: ["CHECK_NULLABLE"],
    },
  ],
  [
    "the other kind of objects",
    {
      source: `const read = async (path) => { try { return { path, text: await memory.search_nodes({ query: path }) }; } catch (error) { return { path, error: error.message }; } };\nconst all = await Promise.all(["a", "b"].map(read));\nreturn all.filter((one) => one.error).map((one) => one.text.length);`,
      codes: ["CHECK_NULLABLE"],
    },
  ],
  [
    "a kind that another field does not tell",
    {
      source: `const read = async (path) => { try { return { path, text: await memory.search_nodes({ query: path }) }; } catch (error) { return { path, error: error.message }; } };\nconst all = await Promise.all(["a", "b"].map(read));\nreturn all.filter((one) => one.path).map((one) => one.text.length);`,
      codes: ["CHECK_NULLABLE"],
    },
  ],
  [
    "a Map, by a key in brackets",
    {
      source: `const { issues } = await github.list_issues({ owner: "a", repo: "b" });\nconst titles = new Map(issues.map((i) => [i.title, i.number]));\nreturn issues.map((i) => titles[i.title]);`,
      codes: ["CHECK_TYPE"],
    },
  ],
  [
    "a promise, by listed names",
    {
      source: `const me = github.get_me();\nreturn ["login"].map((key) => me[key]);`,
      codes: ["CHECK_AWAIT"],
    },
  ],
  [
    "a group by a key of other groups",
    {
      source: `const { issues } = await github.list_issues({ owner: "a", repo: "b" });\nconst states = Object.groupBy(issues, (i) => i.state);\nconst titles = Object.groupBy(issues, (i) => i.title);\nreturn Object.keys(titles).map((key) => states[key].length);`,
      codes: ["CHECK_TYPE"],
    },
  ],
  [
    "a list, by a truth value",
    {
      source: `const { issues } = await github.list_issues({ owner: "a", repo: "b" });\nreturn [1, 2][issues.length > 3];`,
      codes: ["CHECK_TYPE"],
    },
  ],
  [
    "a field that no method of a class gives",
    {
      source: `class Point { constructor(x) { this.x = x; } }\nconst point = new Point(1);\nreturn [point.x, point.y, (await github.get_me()).login];`,
      codes: ["CHECK_TYPE"],
    },
  ],
  [
    "a field of an instance that is a server",
    {
      source: `class Client { constructor() { this.api = github; } }\nconst client = new Client();\nreturn client.api.list_issues({ ownr: "a" });`,
      codes: ["CHECK_CAST", "CHECK_CAST"],
    },
  ],
  [
    "what nothing found, compared",
    {
      source: `const { issues } = await github.list_issues({ owner: "a", repo: "b" });\nconst issue = issues.find((i) => i.title === "x");\nreturn issue.number > 3;`,
      codes: ["CHECK_NULLABLE"],
    },
  ],
  [
    "groups taken out of what may match nothing",
    {
      source: `const { issues } = await github.list_issues({ owner: "a", repo: "b" });\nconst { groups: { n } } = issues[0].title.match(/(?<n>x)/);\nreturn n;`,
      codes: ["CHECK_NULLABLE"],
    },
  ],
  [
    "a cell of rows that are not alike",
    {
      source: `return [["a", 1], [2, "b"]].map(([key]) => key.toUpperCase());`,
      codes: ["CHECK_RESULT"],
    },
  ],
  [
    "the number in a row, as a text",
    {
      source: `for (const [, size] of [["a", 1], ["b", 2]]) await memory.search_nodes({ query: size });`,
      codes: ["CHECK_ARGUMENTS"],
    },
  ],
  [
    "a cell of what reduce has so far",
    {
      source: `return [["a", 1], ["b", 2]].reduce(([name, sum], [, n]) => [sum, name.toUpperCase() + n]);`,
      codes: ["CHECK_RESULT"],
    },
  ],
  [
    "a name that a tool does not know, beside a cell of a row",
    {
      source: `for (const [query] of [["a", 1], ["b", 2]]) await memory.search_nodes({ query, verbose: true });`,
      codes: ["CHECK_ARGUMENTS", "CHECK_ARGUMENTS"],
    },
  ],
];
