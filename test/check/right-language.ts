const ISSUES = `const { issues } = await github.list_issues({ owner: "a", repo: "b" });`;

/** Right programs over what the language has: each kind of construct that a program may be written with. */
export const RIGHT_LANGUAGE: [name: string, source: string][] = [
  [
    "a generator of pages",
    `function* pages(n) { for (let page = 1; page <= n; page++) yield { page, skip: (page - 1) * 10 }; }
const all = [...pages(3)].map(({ page, skip }) => page + skip);
const it = pages(1); const first = it.next();
return { all, first: first.value, done: first.done };`,
  ],
  [
    "generators with a return value and values sent in",
    `function* counter(): Generator<number, string, number | undefined> { let n = 0; while (n < 3) n += (yield n) ?? 1; return "done"; }
const c = counter(); c.next(); c.next(2);
return [c.next(), [...counter()]];`,
  ],
  [
    "a class with getters, statics and private fields",
    `class Tally {
  static #instances = 0;
  static get instances() { return Tally.#instances; }
  #counts = new Map<string, number>();
  constructor() { Tally.#instances++; }
  add(key: string, by = 1) { this.#counts.set(key, (this.#counts.get(key) ?? 0) + by); return this; }
  get top() { return [...this.#counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null; }
  set reset(_: boolean) { this.#counts.clear(); }
  *[Symbol.iterator]() { yield* this.#counts; }
  has(key: string) { return #counts in this && this.#counts.has(key); }
}
${ISSUES}
const tally = new Tally();
for (const { state } of issues) tally.add(state);
return { top: tally.top, n: Tally.instances, all: [...tally], has: tally.has("open") };`,
  ],
  [
    "a class that extends another, abstract",
    `abstract class Report { abstract title: string; abstract rows(): string[]; render() { return [\`# \${this.title}\`, ...this.rows()].join("\\n"); } }
class Issues extends Report {
  override title = "Issues";
  constructor(private_: { number: number; title: string }[]) { super(); this.#list = private_; }
  #list: { number: number; title: string }[];
  override rows() { return this.#list.map((i) => \`- #\${i.number} \${i.title}\`); }
}
${ISSUES}
return new Issues(issues).render();`,
  ],
  [
    "labelled loops",
    `const grid = [[1, 2, 3], [4, 5, 6]];
let found = null;
outer: for (let y = 0; y < grid.length; y++) {
  for (let x = 0; x < grid[y].length; x++) {
    if (grid[y][x] % 2) continue;
    if (grid[y][x] > 3) { found = { x, y }; break outer; }
  }
}
block: { if (found) break block; found = { x: -1, y: -1 }; }
return found;`,
  ],
  [
    "tagged templates",
    `const md = (parts, ...values) => parts.reduce((out, part, i) => out + part + (i < values.length ? String(values[i]).replace(/[|*_]/g, "\\\\$&") : ""), "");
const raw = String.raw\`a\\n\${1 + 1}\`;
const { login } = await github.get_me();
return [md\`**\${login}** has \${2} | issues\`, raw];`,
  ],
  [
    "deep optional chaining",
    `${ISSUES}
const login = issues[0]?.assignee?.login?.toLowerCase() ?? "none";
const first = issues.at(0)?.labels?.[0] ?? issues.find((i) => i.labels.length > 0)?.labels[0];
const call = input?.transform?.(login) ?? login;
return { login, first, call, has: "assignee" in (issues[0] ?? {}) };`,
  ],
  [
    "a discriminated union",
    `type Event = { kind: "opened"; issue: number } | { kind: "labelled"; issue: number; label: string } | { kind: "failed"; reason: string };
function describe(event: Event): string {
  switch (event.kind) {
    case "opened": return \`#\${event.issue} opened\`;
    case "labelled": return \`#\${event.issue} is \${event.label}\`;
    case "failed": return event.reason;
    default: { const never: never = event; return never; }
  }
}
${ISSUES}
const events: Event[] = issues.map((i) => (i.labels.length ? { kind: "labelled", issue: i.number, label: i.labels[0] } : { kind: "opened", issue: i.number }));
return events.map(describe);`,
  ],
  [
    "results as a union",
    `type Result<T> = { ok: true; value: T } | { ok: false; error: string };
const attempt = async <T,>(f: () => Promise<T>): Promise<Result<T>> => { try { return { ok: true, value: await f() }; } catch (e) { return { ok: false, error: e instanceof Error ? e.message : String(e) }; } };
const me = await attempt(() => github.get_me());
if (!me.ok) return me.error;
return me.value.login;`,
  ],
  [
    "errors of its own",
    `class NotFound extends Error { constructor(public_: string, options?: ErrorOptions) { super(\`no \${public_}\`, options); this.name = "NotFound"; this.what = public_; } what: string; }
async function find(title: string) {
  ${ISSUES}
  const issue = issues.find((i) => i.title === title);
  if (!issue) throw new NotFound(title, { cause: { searched: issues.length } });
  return issue;
}
try { return (await find("x")).number; }
catch (error) { if (error instanceof NotFound) return { missing: error.what, cause: error.cause, stack: error.stack?.split("\\n")[0] }; throw error; }`,
  ],
  [
    "finally, nested and rethrown",
    `const log = [];
async function step(name, fail) { try { log.push("start " + name); if (fail) throw new TypeError(name); return name; } finally { log.push("end " + name); } }
try { try { await step("a", false); await step("b", true); } catch (e) { throw new AggregateError([e], "steps failed"); } }
catch (e) { return { log, message: e.message, inner: e.errors.map((x) => x.name) }; }
return log;`,
  ],
  [
    "async iteration over pages",
    `async function* all(owner: string, repo: string) {
  for (let perPage = 1; perPage <= 2; perPage++) {
    const { issues, total } = await github.list_issues({ owner, repo, perPage });
    yield* issues;
    if (issues.length >= total) return;
  }
}
const titles: string[] = [];
for await (const { title } of all("a", "b")) { titles.push(title); if (titles.length >= 5) break; }
return titles;`,
  ],
  [
    "an async iterable object",
    `const ticker = { from: 1, to: 3, async *[Symbol.asyncIterator]() { for (let i = this.from; i <= this.to; i++) yield i; } };
let sum = 0;
for await (const n of ticker) sum += n;
return sum;`,
  ],
  [
    "retry with backoff",
    `const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
async function retry<T>(f: () => Promise<T>, { attempts = 3, base = 1 } = {}): Promise<T> {
  let last: unknown;
  for (let i = 0; i < attempts; i++) {
    try { return await f(); } catch (error) { last = error; if (i < attempts - 1) await sleep(base * 2 ** i); }
  }
  throw last;
}
return (await retry(() => github.get_me(), { attempts: 2 })).login;`,
  ],
  [
    "retry, without types",
    `async function withRetry(fn, retries = 3) {
  try { return await fn(); }
  catch (err) { if (retries <= 0 || !/timeout|429/.test(err.message)) throw err; await new Promise((r) => setTimeout(r, 10)); return withRetry(fn, retries - 1); }
}
const result = await withRetry(() => github.list_issues({ owner: "a", repo: "b" }));
return result.total;`,
  ],
  [
    "a loop over pages until one is empty",
    `let perPage = 1; const numbers = [];
while (true) {
  const { issues } = await github.list_issues({ owner: "a", repo: "b", perPage: perPage++ });
  if (!issues.length || perPage > 4) break;
  numbers.push(...issues.map((i) => i.number));
}
let cursor = null, rounds = 0;
do { const { total } = await github.list_issues({ owner: "a", repo: "b" }); cursor = total > 100 ? total : null; rounds++; } while (cursor && rounds < 3);
return { numbers, rounds };`,
  ],
  [
    "a pool of workers over an iterator",
    `async function pool<T, R>(items: Iterable<T>, size: number, work: (item: T, index: number) => Promise<R>): Promise<R[]> {
  const results: R[] = []; const queue = [...items].entries();
  const worker = async () => { for (const [index, item] of queue) results[index] = await work(item, index); };
  await Promise.all(Array.from({ length: size }, () => worker()));
  return results;
}
return (await pool(["a", "b", "c"], 2, async (repo) => (await github.list_issues({ owner: "o", repo })).total)).length;`,
  ],
  [
    "a limiter of its own",
    `const pLimit = (max) => { let active = 0; const queue = []; const next = () => { if (active >= max || !queue.length) return; active++; const { fn, resolve, reject } = queue.shift(); fn().then(resolve, reject).finally(() => { active--; next(); }); }; return (fn) => new Promise((resolve, reject) => { queue.push({ fn, resolve, reject }); next(); }); };
const limit = pLimit(2);
const totals = await Promise.all(["a", "b", "c"].map((repo) => limit(() => github.list_issues({ owner: "o", repo }))));
return totals.length;`,
  ],
  [
    "a memo",
    `const memo = <A extends string | number, R>(f: (a: A) => R) => { const cache = new Map<A, R>(); return (a: A): R => { if (!cache.has(a)) cache.set(a, f(a)); return cache.get(a)!; }; };
const fib = memo((n: number): number => (n < 2 ? n : fib(n - 1) + fib(n - 2)));
const issuesOf = memo((repo: string) => github.list_issues({ owner: "o", repo }));
const [x, y] = await Promise.all([issuesOf("a"), issuesOf("a")]);
return { fib: fib(20), same: x === y };`,
  ],
  [
    "satisfies",
    `const queries = { mine: { owner: "a", repo: "b", state: "open" }, all: { owner: "a", repo: "b" } } satisfies Record<string, github.ListIssuesInput>;
const labels = ["bug", "docs"] as const satisfies readonly string[];
type Label = (typeof labels)[number];
const colours: Record<Label, string> = { bug: "red", docs: "blue" };
return { total: (await github.list_issues(queries.mine)).total, colours, n: labels.length };`,
  ],
  [
    "generics with constraints and defaults",
    `function indexBy<T, K extends keyof T>(list: readonly T[], key: K): Map<T[K], T> { return new Map(list.map((one) => [one[key], one])); }
const pluck = <T, K extends keyof T = keyof T>(list: T[], ...keys: K[]) => list.map((one) => Object.fromEntries(keys.map((k) => [k, one[k]])) as Pick<T, K>);
class Stack<T = string> { items: T[] = []; push(...more: T[]) { this.items.push(...more); return this; } peek(): T | undefined { return this.items.at(-1); } }
${ISSUES}
return { one: indexBy(issues, "number").get(1)?.title, some: pluck(issues, "number", "title")[0]?.title, top: new Stack<number>().push(1, 2).peek() };`,
  ],
  [
    "overloads",
    `function parse(text: string): string[]; function parse(text: string, asNumbers: true): number[];
function parse(text: string, asNumbers?: boolean) { const parts = text.split(","); return asNumbers ? parts.map(Number) : parts; }
const f: { (a: string): string; (a: number): number } = (a: any) => a;
return [parse("1,2", true)[0] + 1, parse("a")[0].length, f("x"), f(1)];`,
  ],
  [
    "tuples and labelled elements",
    `type Point = [x: number, y: number, label?: string];
const points: Point[] = [[1, 2], [3, 4, "b"]];
const [[x0, , label = "none"], ...rest] = points;
const pairs = Object.entries({ a: 1, b: 2 }) as [string, number][];
const swap = <A, B>([a, b]: readonly [A, B]): [B, A] => [b, a];
const useState = (v: number) => [v, (n: number) => n + v] as const; const [v, add] = useState(2);
return { x0, label, rest: rest.length, swapped: pairs.map(swap), sum: add(v) };`,
  ],
  [
    "getters and setters of objects",
    `const box = { _n: 1, get double() { return this._n * 2; }, set n(v) { this._n = v; }, ["computed" + 1]: true, toString() { return "box"; }, valueOf() { return this._n; } };
box.n = 21;
const frozen = Object.freeze({ a: 1 }); const copy = { ...box, extra: 1 };
Object.defineProperty(copy, "hidden", { value: 1, enumerable: false });
return [box.double, \`\${box}\`, +box, Object.isFrozen(frozen), Object.keys(copy).length];`,
  ],
  [
    "symbols",
    `const kind = Symbol("kind"); const shared = Symbol.for("app");
const tagged = { [kind]: "issue", name: "x", [Symbol.toPrimitive]: (hint) => (hint === "number" ? 7 : "seven") };
return [tagged[kind], String(kind), shared.description, Number(tagged), \`\${tagged}\`, Object.getOwnPropertySymbols(tagged).length];`,
  ],
  [
    "destructuring with defaults, renamed and nested",
    `const { user: { name = "anon", tags: [firstTag = "none", ...more] = [] } = {}, limit = 10, ...others } = input ?? {};
function page({ size = 10, sort: { by = "date", desc = true } = {} }: { size?: number; sort?: { by?: string; desc?: boolean } } = {}) { return [size, by, desc]; }
let a = 1, b = 2; [a, b] = [b, a]; ({ a, b } = { a: b, b: a });
const { length, 0: zero } = ["x", "y"]; const { ["a" + ""]: dynamic } = { a: 3 };
return { name, firstTag, more, limit, others, p: page({ sort: {} }), a, b, length, zero, dynamic };`,
  ],
  [
    "closures in loops and counters",
    `const makeCounter = (start = 0) => { let n = start; return { inc: (by = 1) => (n += by), get value() { return n; } }; };
const fs = []; for (let i = 0; i < 3; i++) fs.push(() => i);
const once = (f) => { let done = false, value; return (...args) => (done ? value : ((done = true), (value = f(...args)))); };
const c = makeCounter(1); c.inc(); c.inc(5); const init = once(() => 42);
return [c.value, fs.map((f) => f()), init(), init()];`,
  ],
  [
    "recursion over a tree",
    `type Tree = { name: string; children?: Tree[] };
const tree: Tree = { name: "root", children: [{ name: "a", children: [{ name: "b" }] }, { name: "c" }] };
const depth = (t: Tree): number => 1 + Math.max(0, ...(t.children ?? []).map(depth));
function* walk(t, path = []) { yield [...path, t.name].join("/"); for (const child of t.children ?? []) yield* walk(child, [...path, t.name]); }
const flatten = ({ children = [], ...rest }) => [rest, ...children.flatMap(flatten)];
const map = (t: Tree, f: (name: string) => string): Tree => ({ ...t, name: f(t.name), children: t.children?.map((c) => map(c, f)) });
return { depth: depth(tree), paths: [...walk(tree)], flat: flatten(tree).length, upper: map(tree, (n) => n.toUpperCase()).name };`,
  ],
  [
    "currying and composition",
    `const curry = (f) => (a) => (b) => f(a, b); const add = curry((a, b) => a + b);
const pipe = <T,>(...fs: ((x: T) => T)[]) => (x: T) => fs.reduce((v, f) => f(v), x);
const compose = (...fs) => (x) => fs.reduceRight((v, f) => f(v), x); const not = (f) => (...args) => !f(...args);
const partial = (f, ...preset) => (...later) => f(...preset, ...later);
const slug = pipe<string>((s) => s.trim(), (s) => s.toLowerCase(), (s) => s.replace(/\\W+/g, "-"));
return [add(1)(2), slug(" A b "), compose((x) => x + 1, (x) => x * 2)(5), [1, 2, 3].filter(not((n) => n > 1)), partial(Math.max, 5)(3)];`,
  ],
  [
    "type predicates and assertions",
    `const isText = (x: unknown): x is string => typeof x === "string";
function assert(condition: unknown, message = "failed"): asserts condition { if (!condition) throw new Error(message); }
const mixed: unknown[] = ["a", 1, null]; const texts = mixed.filter(isText).map((t) => t.toUpperCase());
const value: unknown = JSON.parse('{"n":1}'); assert(typeof value === "object" && value !== null && "n" in value);
const present = <T,>(x: T | null | undefined): x is T => x != null;
return { texts, n: value.n, some: [1, null, 2].filter(present).reduce((a, b) => a + b) };`,
  ],
  [
    "mapped, conditional and template literal types",
    `type Getters<T> = { [K in keyof T & string as \`get\${Capitalize<K>}\`]: () => T[K] };
type Item<T> = T extends readonly (infer I)[] ? I : never; type Mutable<T> = { -readonly [K in keyof T]: T[K] };
const getters = <T extends object>(o: T) => Object.fromEntries(Object.entries(o).map(([k, v]) => ["get" + k[0].toUpperCase() + k.slice(1), () => v])) as Getters<T>;
type Issue = Item<Awaited<ReturnType<typeof github.list_issues>>["issues"]>;
${ISSUES}
const view: Pick<Issue, "title"> & Partial<Issue> = { title: issues[0]?.title ?? "" }; const m: Mutable<{ readonly a: number }> = { a: 1 }; m.a = 2;
return [getters({ name: "x" }).getName(), view.title, m.a];`,
  ],
  [
    "switch, comma, void, in, instanceof, exponent, nullish assignment",
    `let x; x ??= 1; x **= 3; let log = ""; for (let i = 0, j = 3; i < j; i++, j--) log += i + j;
const kind = (v) => { switch (true) { case v === null: return "null"; case Array.isArray(v): return "list"; case v instanceof Date: return "date"; default: return typeof v; } };
const grade = (n) => { switch (Math.floor(n / 10)) { case 10: case 9: return "A"; case 8: { const b = "B"; return b; } default: return "C"; } };
do { x--; if (x === -5) break; } while (x > -10); for (;;) { if (x++ > 0) break; } if (x) { } else if (!x) ; else { }
return [x, log, [null, [], new Date(0), 1, undefined, () => 1].map(kind), grade(95), grade(85), void 0 === undefined, typeof missing];`,
  ],
  [
    "functions of every kind",
    `function hoisted(a, b = a, ...rest) { return [a, b, rest.length, arguments.length]; }
const named = function fact(n) { return n < 2 ? 1 : n * fact(n - 1); }; const arrow = async ({ x = 1 } = {}) => x; const gen = function* () { yield 1; }; const o = { m() { return this.v; }, v: 1, async am() { return 2; }, *g() { yield 3; }, async *ag() { yield 4; }, get ["p" + 1]() { return 5; } };
const bound = o.m.bind({ v: 9 }); const applied = Math.max.apply(null, [1, 2]); const called = hoisted.call(null, 1); const iife = (() => 7)(); (function () { o.v = 8; })();
function counter() { counter.calls = (counter.calls ?? 0) + 1; return counter.calls; } counter();
return [hoisted(1, undefined, 3), named(5), await arrow(), [...gen()], o.m(), await o.am(), [...o.g()], (await Array.fromAsync(o.ag()))[0], o.p1, bound(), applied, called, iife, counter(), hoisted.length, named.name];`,
  ],
  [
    "fields given to results",
    `${ISSUES}
for (const issue of issues) issue.age = Date.now() - new Date(issue.createdAt);
issues.forEach((issue) => { issue.url = \`https://example.com/\${issue.number}\`; });
const oldest = issues.sort((a, b) => b.age - a.age)[0];
const me = await github.get_me();
me.seen = true;
return { me, oldest: oldest?.age, urls: issues.map((i) => i.url) };`,
  ],
  [
    "a cast at the end of a line, a bracket on the next",
    `const query = { owner: "a", repo: "b" } as any
[1, 2].map((n) => n)
return await github.list_issues(query);`,
  ],
];
