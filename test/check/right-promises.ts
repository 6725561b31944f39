/** Right programs in which a promise goes a way of its own before it is awaited: no rule may take it for forgotten. */
export const RIGHT_PROMISES: [name: string, source: string][] = [
  [
    "settled by callbacks of its own",
    `const me = await new Promise((resolve, reject) => {
  github.get_me().then(resolve, reject);
});
return me.login;`,
  ],
  [
    "settled in an executor, by then and catch",
    `const load = () => new Promise((resolve, reject) => {
  github.get_me().then((me) => resolve(me.login)).catch(reject);
});
return await load();`,
  ],
  [
    "a pool that starts the next one when one is done",
    `const repos = ["a", "b", "c", "d"];
const totals = {};
await new Promise((resolve, reject) => {
  let active = 0;
  const next = () => {
    if (repos.length === 0 && active === 0) return resolve(undefined);
    while (active < 2 && repos.length > 0) {
      const repo = repos.shift();
      active += 1;
      github.list_issues({ owner: "o", repo }).then((r) => { totals[repo] = r.total; active -= 1; next(); }, reject);
    }
  };
  next();
});
return totals;`,
  ],
  [
    "a counter that is waited for",
    `let pending = 2;
const results = [];
for (const repo of ["a", "b"]) {
  github.list_issues({ owner: "o", repo }).then((r) => { results.push(r.total); pending -= 1; });
}
while (pending > 0) await new Promise((r) => setTimeout(r, 10));
return results;`,
  ],
  [
    "withResolvers",
    `const { promise, resolve, reject } = Promise.withResolvers<string>();
github.get_me().then((me) => resolve(me.login), reject);
return await promise;`,
  ],
  [
    "a deferred object",
    `const deferred = {};
deferred.promise = new Promise((resolve) => { deferred.resolve = resolve; });
github.get_me().then((me) => deferred.resolve(me));
return (await deferred.promise).login;`,
  ],
  [
    "a set of what is under way",
    `const running = new Set();
const totals = [];
for (const repo of ["a", "b", "c"]) {
  const task = github.list_issues({ owner: "o", repo }).then((r) => { totals.push(r.total); });
  running.add(task);
  task.finally(() => running.delete(task));
  if (running.size >= 2) await Promise.race(running);
}
await Promise.all(running);
return totals;`,
  ],
  [
    "a list of what is under way, made shorter as they end",
    `const executing = [];
const out = [];
for (const repo of ["a", "b", "c"]) {
  const p = github.list_issues({ owner: "o", repo }).then((r) => {
    out.push(r.total);
    executing.splice(executing.indexOf(p), 1);
  });
  executing.push(p);
  if (executing.length >= 2) await Promise.race(executing);
}
await Promise.all(executing);
return out;`,
  ],
  [
    "promises replaced by their values, in place",
    `const sizes = {};
for (const repo of ["a", "b"]) sizes[repo] = github.list_issues({ owner: "o", repo });
for (const repo of Object.keys(sizes)) sizes[repo] = (await sizes[repo]).total;
const list: any[] = [github.get_me(), github.get_me()];
for (let i = 0; i < list.length; i++) list[i] = await list[i];
return { sizes, list };`,
  ],
  [
    "a record of promises, resolved by a helper",
    `async function resolveAll(record) {
  const entries = await Promise.all(Object.entries(record).map(async ([k, v]) => [k, await v]));
  return Object.fromEntries(entries);
}
return await resolveAll({ me: github.get_me(), graph: memory.read_graph({}) });`,
  ],
  [
    "one started early and awaited late",
    `const soon = github.get_me();
soon.catch(() => {});
const graph = await memory.read_graph({});
return { me: (await soon).login, n: graph.entities.length };`,
  ],
  [
    "a promise asked whether it is there",
    `let cached: ReturnType<typeof github.get_me> | null = null;
const me = () => { if (!cached) cached = github.get_me(); return cached; };
const first = me();
if (first) console.log("asked", first);
return (await first).login === (await me()).login;`,
  ],
  [
    "promises compared to each other",
    `const memo = new Map();
const read = (repo) => { if (!memo.has(repo)) memo.set(repo, github.list_issues({ owner: "o", repo })); return memo.get(repo); };
const a = github.get_me();
const same = a === a && read("x") === read("x");
await Promise.all([a, read("x")]);
return same;`,
  ],
  [
    "workers over one queue",
    `const queue = ["a", "b", "c", "d"];
const totals = [];
const worker = async () => {
  while (queue.length > 0) {
    const repo = queue.shift();
    totals.push((await github.list_issues({ owner: "o", repo })).total);
  }
};
await Promise.all(Array.from({ length: 2 }, worker));
return totals;`,
  ],
  [
    "chunks of promises",
    `const repos = ["a", "b", "c"];
const chunks = [];
for (let i = 0; i < repos.length; i += 2) chunks.push(repos.slice(i, i + 2));
const out = [];
for (const chunk of chunks) out.push(...(await Promise.all(chunk.map((repo) => github.list_issues({ owner: "o", repo })))));
return out.map((r) => r.total);`,
  ],
  [
    "a reduce that waits for the one before",
    `const total = await ["a", "b"].reduce(async (sum, repo) => {
  const before = await sum;
  const { total } = await github.list_issues({ owner: "o", repo });
  return before + total;
}, Promise.resolve(0));
return total;`,
  ],
  [
    "a time limit",
    `const withTimeout = (promise, ms) => Promise.race([
  promise,
  new Promise((_, reject) => setTimeout(() => reject(new Error("too slow")), ms)),
]);
return (await withTimeout(github.get_me(), 1000)).login;`,
  ],
  [
    "errors handled where the promise is made",
    `async function safe(promise) {
  try { return [await promise, null]; } catch (error) { return [null, error]; }
}
const [me, error] = await safe(github.get_me());
return error ? error.message : me.login;`,
  ],
  [
    "returned out of try, with its own catch",
    `async function load(repo) {
  try {
    const name = JSON.parse(repo).name;
    return github.list_issues({ owner: "o", repo: name }).catch(() => null);
  } catch {
    return null;
  }
}
return (await load("{}"))?.total ?? 0;`,
  ],
  [
    "returned out of try, awaited, or with no catch",
    `async function first() { try { return await github.get_me(); } catch { return null; } }
async function second() { try { return github.get_me(); } finally { console.log("asked"); } }
async function third() { try { JSON.parse("{}"); } catch { return null; } return github.get_me(); }
return [await first(), await second(), await third()].length;`,
  ],
  [
    "a list of promises handed to a helper",
    `const waitFor = async (list) => { const out = []; for (const one of list) out.push(await one); return out; };
const tasks = ["a", "b"].map((repo) => github.list_issues({ owner: "o", repo }));
return (await waitFor(tasks)).length;`,
  ],
  [
    "tasks awaited one after the other",
    `const tasks = [];
tasks.push(github.get_me());
tasks.push(github.get_me());
const logins = [];
for (const task of tasks) logins.push((await task).login);
for await (const one of tasks) logins.push(one.login);
return logins;`,
  ],
  [
    "tasks of a class",
    `class Batch {
  tasks = [];
  add(repo) { this.tasks.push(github.list_issues({ owner: "o", repo })); return this; }
  async all() { return (await Promise.all(this.tasks)).map((r) => r.total); }
}
return await new Batch().add("a").add("b").all();`,
  ],
  [
    "a class with a map of its own",
    `class Pool {
  #done = [];
  map(items, f) { this.#done = items.map(f); return this; }
  async drain() { return (await Promise.all(this.#done)).length; }
}
const pool = new Pool();
pool.map(["a"], async (repo) => github.list_issues({ owner: "o", repo }));
return await pool.drain();`,
  ],
  [
    "a map of promises",
    `const byRepo = new Map(["a", "b"].map((repo) => [repo, github.list_issues({ owner: "o", repo })]));
const out = {};
for (const [repo, promise] of byRepo) out[repo] = (await promise).total;
return out;`,
  ],
  [
    "an object of promises, awaited by name",
    `const pending = { me: github.get_me(), graph: memory.read_graph({}) };
const me = await pending.me;
const { graph } = pending;
return [me.login, (await graph).entities.length];`,
  ],
  [
    "Promise.all over an object's values",
    `const byName = { a: github.get_me(), b: github.get_me() };
const values = await Promise.all(Object.values(byName));
const named = Object.fromEntries(await Promise.all(Object.entries(byName).map(async ([k, v]) => [k, (await v).login])));
return { n: values.length, named };`,
  ],
  [
    "an async generator over promises",
    `async function* totals(repos) {
  const started = repos.map((repo) => github.list_issues({ owner: "o", repo }));
  for (const one of started) yield (await one).total;
}
const all = [];
for await (const total of totals(["a", "b"])) all.push(total);
return all;`,
  ],
  [
    "a promise in a template tag of its own",
    `const text = async (parts, ...values) => {
  const resolved = await Promise.all(values);
  return parts.reduce((out, part, i) => out + part + (resolved[i]?.login ?? ""), "");
};
return await text\`hello \${github.get_me()}!\`;`,
  ],
  [
    "fire and forget of what calls no tool",
    `const lines = [];
async function log(line) { lines.push(line); }
log("started");
const me = await github.get_me();
log(me.login);
return lines;`,
  ],
  [
    "a promise that another one waits for",
    `const ready = memory.read_graph({});
const count = ready.then((graph) => graph.entities.length);
const names = ready.then((graph) => graph.entities.map((e) => e.name));
return { count: await count, names: await names };`,
  ],
  [
    "an assignment that is awaited",
    `let request;
request = github.get_me();
const me = await request;
let other; const got = await (other = github.get_me());
return [me.login, got.login, (await other).login];`,
  ],
  [
    "a condition that chooses which to await",
    `const task = input ? github.get_me() : null;
const extra = input?.graph && memory.read_graph({});
if (task) console.log((await task).login);
if (extra) console.log((await extra).entities.length);
return task ? (await task).login : "none";`,
  ],
  [
    "a lock",
    `let lock = Promise.resolve();
const exclusive = (work) => { const run = lock.then(work); lock = run.then(() => {}, () => {}); return run; };
const results = await Promise.all(["a", "b"].map((repo) => exclusive(() => github.list_issues({ owner: "o", repo }))));
return results.length;`,
  ],
  [
    "an event that tells it is done",
    `const controller = new AbortController();
const done = new Promise((resolve) => controller.signal.addEventListener("abort", resolve));
github.get_me().then((me) => { console.log(me.login); controller.abort(); });
await done;
return "ok";`,
  ],
  [
    "a semaphore",
    `const waiting = [];
let free = 1;
const acquire = () => free > 0 ? (free--, Promise.resolve()) : new Promise((resolve) => waiting.push(resolve));
const release = () => { const next = waiting.shift(); if (next) next(); else free++; };
const totals = await Promise.all(["a", "b"].map(async (repo) => {
  await acquire();
  try { return (await github.list_issues({ owner: "o", repo })).total; } finally { release(); }
}));
return totals;`,
  ],
  [
    "main, with a handler",
    `const main = async () => {
  const { issues } = await github.list_issues({ owner: "a", repo: "b" });
  return { titles: issues.map((i) => i.title) };
};
return main().catch((error) => ({ failed: error.message })).finally(() => console.log("end"));`,
  ],
  [
    "nested helpers that give promises in objects",
    `const start = (repo) => ({ repo, issues: github.list_issues({ owner: "o", repo }) });
const started = ["a", "b"].map(start);
const out = [];
for (const { repo, issues } of started) out.push({ repo, total: (await issues).total });
return out;`,
  ],
  [
    "a list that is replaced by its values",
    `let tasks: any = ["a", "b"].map((repo) => github.list_issues({ owner: "o", repo }));
tasks = await Promise.all(tasks);
return tasks.map((r) => r.total);`,
  ],
  [
    "await of a list, and then of its promises",
    `const started = await ["a"].map((repo) => github.list_issues({ owner: "o", repo }));
return (await Promise.all(started)).length;`,
  ],
];
