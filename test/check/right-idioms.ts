/** More right programs, as models write them: each is here because a strict compiler alone would refuse it, or its like. */
export const RIGHT_IDIOMS: [name: string, source: string][] = [
  [
    "sorting, grouping, counting",
    `const { issues } = await github.list_issues({ owner: "a", repo: "b" });
const sorted = issues.sort((a, b) => new Date(b.createdAt) - new Date(a.createdAt));
const byLabel = {};
for (const issue of issues) for (const label of issue.labels) (byLabel[label] ||= []).push(issue.number);
const top = Object.entries(byLabel).map(([label, numbers]) => ({ label, count: numbers.length })).sort((a, b) => b.count - a.count);
return { top, newest: sorted[0]?.title };`,
  ],
  [
    "a list of any and one of errors",
    `const results: any[] = [];
const errors: { repo: string; error: string }[] = [];
for (const repo of ["a", "b"]) {
  try { const r = await github.list_issues({ owner: "o", repo }); results.push({ repo, ...r }); }
  catch (e: any) { errors.push({ repo, error: e?.message ?? String(e) }); }
}
return { results, errors };`,
  ],
  [
    "JSON of an asserted type",
    `const data = JSON.parse(await memory.search_nodes({ query: "x" })) as { entities: { name: string }[] };
const names = new Set(data.entities.map(({ name }) => name));
console.log(\`Found \${names.size}\`, ...names);
return Array.from(names);`,
  ],
  [
    "lines of a text",
    `const text = await memory.search_nodes({ query: "x" });
const lines = text.split("\\n").filter(Boolean).map((line) => line.trim());
const [first, ...rest] = lines;
const m = text.match(/(\\d+) items/);
const n = m ? parseInt(m[1], 10) : 0;
return { first, rest: rest.length, n };`,
  ],
  [
    "any text looked for among known ones",
    `const LEVELS = ["ERROR", "WARN"] as const;
const seen = new Set(["a", "b"] as const);
const text = await memory.search_nodes({ query: "x" });
return text.split(" ").filter((word) => LEVELS.includes(word) || seen.has(word) || LEVELS.indexOf(word) > 0);`,
  ],
  [
    "lists of an object literal, by a computed name",
    `export default async function main() {
  const summary = { open: [], closed: [], total: 0 };
  const { issues } = await github.list_issues({ owner: "a", repo: "b", state: "all" });
  for (const issue of issues) { summary[issue.state].push(issue.title); summary.total += 1; }
  summary.open.sort();
  return summary;
}`,
  ],
  [
    "a cache of promises",
    `const cache = new Map();
async function issuesOf(repo) {
  if (!cache.has(repo)) cache.set(repo, github.list_issues({ owner: "o", repo }));
  return cache.get(repo);
}
const r = await issuesOf("x");
return r.total;`,
  ],
  [
    "chunks",
    `const chunks = [];
const items = [1,2,3,4,5];
while (items.length) chunks.push(items.splice(0, 2));
for (const chunk of chunks) {
  await Promise.all(chunk.map((n) => github.create_issue({ owner: "a", repo: "b", title: \`t\${n}\` })));
}
return chunks.length;`,
  ],
  [
    "do and while",
    `const sleep = (ms) => new Promise((r) => setTimeout(r, ms));
let attempts = 0, result;
do { result = await github.list_issues({ owner: "a", repo: "b" }); await sleep(1); } while (result.total < 1 && ++attempts < 3);
return result;`,
  ],
  [
    "an enum's member in an object",
    `const opts = { owner: "a", repo: "b", state: "open" };
return (await github.list_issues(opts)).total;`,
  ],
  [
    "an enum's member in a variable",
    `let state = "open";
if (input.closed) state = "closed";
return (await github.list_issues({ owner: "a", repo: "b", state })).total;`,
  ],
  [
    "an enum's members in a loop",
    `for (const state of ["open", "closed"]) console.log((await github.list_issues({ owner: "a", repo: "b", state })).total);`,
  ],
  [
    "the input, asserted",
    `const config = input as { owner: string };
const args = { owner: config.owner, repo: "b" };
const { issues: list = [], total } = await github.list_issues(args);
return list.slice(0, 3).map(({ number, title }, index) => \`\${index}: #\${number} \${title}\`).join("\\n");`,
  ],
  [
    "allSettled, narrowed",
    `const results = await Promise.allSettled([github.get_me(), memory.read_graph()]);
for (const r of results) { if (r.status === "rejected") console.error(r.reason.message); else console.log(r.value); }
const [me] = results;
return me.status === "fulfilled" ? me.value.login : null;`,
  ],
  [
    "a map of functions",
    `const tasks = { me: () => github.get_me(), graph: () => memory.read_graph({}) };
const out = {};
for (const [k, f] of Object.entries(tasks)) out[k] = await f();
return out;`,
  ],
  [
    "a list of tools",
    `const fns = [github.get_me, memory.read_graph];
return (await Promise.all(fns.map((f) => f()))).length;`,
  ],
  [
    "a recursive async generator",
    `async function* walk(n) { yield n; if (n > 0) yield* walk(n - 1); }
const all = []; for await (const x of walk(2)) all.push(x);
return all;`,
  ],
  [
    "a generic groupBy",
    `function groupBy(list, key) { return list.reduce((acc, x) => { (acc[key(x)] ||= []).push(x); return acc; }, {}); }
const { issues } = await github.list_issues({ owner: "a", repo: "b" });
return Object.keys(groupBy(issues, (i) => i.state));`,
  ],
  [
    "an object literal whose null becomes a string",
    `const stats = { count: 0, names: new Set(), last: null };
const { entities } = await memory.read_graph({});
entities.forEach((e) => { stats.count++; stats.names.add(e.name); stats.last = e.name; });
return { ...stats, names: [...stats.names] };`,
  ],
  [
    "the best of a list, from null",
    `let best = null;
const { issues } = await github.list_issues({ owner: "a", repo: "b" });
for (const i of issues) if (!best || i.labels.length > best.labels.length) best = i;
return best?.title;`,
  ],
  [
    "the longest of a list, found in a callback",
    `let longest;
const { issues } = await github.list_issues({ owner: "a", repo: "b" });
issues.forEach((i) => { if (!longest || i.title.length > longest.title.length) longest = i; });
return longest.title;`,
  ],
  [
    "padding and tables",
    `const pad = (s, n) => String(s).padStart(n, " ");
const table = [["a", 1], ["b", 22]].map(([k, v]) => \`\${k}|\${pad(v, 3)}\`);
return table.join("\\n");`,
  ],
  [
    "an index signature of any",
    `const obj: { [key: string]: any } = {};
const keys = ["a", "b"] as const;
keys.forEach((k, i) => obj[k] = i);
return JSON.stringify(obj, null, 2);`,
  ],
  [
    "a date of a text",
    `const t = await time.get_current_time({ timezone: "UTC" });
const when = t.includes("T") ? new Date(t) : new Date();
return when.toISOString();`,
  ],
  [
    "the text of the first block of content",
    `const raw = await memory.search_nodes.raw({ query: "x" });
const text = raw.content.find((c) => c.type === "text")?.text ?? "";
const texts = raw.content.filter((c) => c.type === "text").map((c) => c.text).join("");
return text + texts + raw.content[0].text;`,
  ],
  [
    "a check before a callback",
    `const issue = await github.create_issue({ owner: "a", repo: "b", title: "x", body: undefined });
if (issue.assignee) { setTimeout(() => console.log(issue.assignee.login), 0); }
return issue.number;`,
  ],
  [
    "a failure made null",
    `const result = await github.list_issues({ owner: "a", repo: "b" }).catch((e) => { console.error(e); return null; });
if (!result) return "failed";
return result.total;`,
  ],
  [
    "a failure made empty",
    `const result = await github.list_issues({ owner: "a", repo: "b" }).catch(() => ({ issues: [], total: 0 }));
return result.issues.map((i) => i.title);`,
  ],
  [
    "a filter before a map",
    `const { issues } = await github.list_issues({ owner: "a", repo: "b" });
return issues.filter((i) => i.assignee).map((i) => i.assignee.login);`,
  ],
  [
    "a filter before a loop",
    `const { issues } = await github.list_issues({ owner: "a", repo: "b" });
const assigned = issues.filter((issue) => issue.assignee !== null);
for (const one of assigned) console.log(one.assignee.login);`,
  ],
  [
    "lookups in the program's own objects by a string",
    `const icons = { open: "o", closed: "c" };
const config = { labels: { bug: "B" }, rows: [{ a: 1, b: 2 }] };
const handlers = { a: () => 1, b: () => 2 };
const { issues } = await github.list_issues({ owner: "a", repo: "b" });
for (const k in icons) console.log(k, icons[k]);
for (const row of config.rows) for (const k of Object.keys(row)) console.log(row[k]);
const key = input?.key ?? "a";
return [issues.map((i) => icons[i.title] ?? config.labels[i.labels[0]]), handlers[key]()];`,
  ],
  [
    "fields added to the program's own object",
    `const summary = {};
summary.count = 3;
summary.count += 1;
const report = { name: "x", nested: {} };
report.total = (await github.list_issues({ owner: "a", repo: "b" })).total;
report.nested.deep = [report.total];
return { summary, report, sum: summary.count + report.total };`,
  ],
  [
    "a class without declared fields",
    `class Graph {
  constructor(data) { this.data = data; }
  names() { return this.data.entities.map((e) => e.name); }
}
return new Graph(await memory.read_graph()).names();`,
  ],
  [
    "a constructor that is a function",
    `function Counter() { this.n = 0; }
const counter = new Counter();
return counter.n;`,
  ],
  [
    "the whole console",
    `console.table([{ a: 1 }]); console.group("g"); console.groupCollapsed(); console.groupEnd();
console.dir({ a: 1 }); console.trace("t"); console.assert(1 < 2, "math"); console.count(); console.countReset("a");
console.time("t"); console.timeLog("t", 1); console.timeEnd("t");
return null;`,
  ],
  [
    "filter(Boolean)",
    `const { issues } = await github.list_issues({ owner: "a", repo: "b" });
const logins: string[] = issues.map((i) => i.assignee?.login).filter(Boolean);
const assignees = [issues.find((i) => i.number === 1)?.assignee, null].filter(Boolean).map((a) => a.login);
return [...logins, ...assignees];`,
  ],
  [
    "what nothing is known of, looked at with care",
    `const byId = new Map(JSON.parse('[["a",{"x":1}]]'));
const values = Object.values(JSON.parse('{"a":{"x":1,"tags":["t"]}}'));
const first = values[0];
const counts = {};
if (first) counts[first.name] = first.x;
for (const tag of first?.tags ?? []) counts[tag] = (byId.get(tag) ?? 0) + 1;
for (const value of values) counts[value.kind] = 1;
if (typeof first === "object" && first !== null) counts.more = first.more;
return [byId.get("a")?.x, first && first.x, first ? first.name.toUpperCase() : "", counts];`,
  ],
  [
    "a race with a timer that gives null",
    `const me = await Promise.race([
  github.get_me(),
  new Promise((resolve) => setTimeout(() => resolve(null), 5000)),
]);
if (me === null) return "too late";
return me.login;`,
  ],
  [
    "parts of results that are texts",
    `const me = await github.get_me();
const { issues } = await github.list_issues({ owner: "a", repo: "b" });
const show = (value) => typeof value === "string" ? value : JSON.stringify(value);
const safe = await github.get_me().catch(() => "nobody");
let total = 0;
total += issues.length;
const lines = issues.map((issue) => \`#\${issue.number} \${issue.labels} \${issue.labels.join(", ")} \${show(issue.assignee)}\`);
const texts = await Promise.all(["a"].map((query) => memory.search_nodes({ query })));
return [\`\${me.login} \${safe} \${total}\`, String(me.login), lines.join("\\n"), texts.join("\\n")];`,
  ],
  [
    "constants with more than one tool takes",
    `const both = { owner: "a", repo: "b", title: "t" };
const page = { owner: "a", repo: "b", most: 5 };
const draft: Record<string, string> & { owner: string; repo: string } = { owner: "a", repo: "b", tmp: "x" };
delete draft.tmp;
await github.create_issue(both);
await github.list_issues(draft);
const { issues } = await github.list_issues(page);
await github.list_issues(both);
return issues.slice(0, page.most);`,
  ],
  [
    "a state that is spread into a query",
    `const query = { state: "open", perPage: 5 };
const base = { owner: "a", repo: "b" };
return (await github.list_issues({ ...base, ...query })).total;`,
  ],
  [
    "assignments and blocks that mean what they say",
    `const { entities } = await memory.read_graph();
const pattern = /(\\w)/g;
const seen = [];
let match;
while ((match = pattern.exec("a b"))) seen.push(match[1]);
entities.map((one) => { console.log(one.name); });
const names = entities.map((one) => { if (one.name === "x") return "y"; return one.name; });
return [seen, names];`,
  ],
  [
    "a result, by any string",
    `const me = await github.get_me();
const { issues } = await github.list_issues({ owner: "a", repo: "b" });
const key = input?.sort ?? "title";
return [me[String(input?.key)], issues.sort((a, b) => (a[key] > b[key] ? 1 : -1)).map((i) => i[key])];`,
  ],
  [
    "a cell of a row as an input",
    `const found = [];
for (const [query, least] of [["alice", 2], ["bob", 3]]) {
  const nodes = await memory.search_nodes({ query });
  if (JSON.stringify(nodes).length > least) found.push(query.trim());
}
return found;`,
  ],
];
