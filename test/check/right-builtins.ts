const ISSUES = `const { issues } = await github.list_issues({ owner: "a", repo: "b" });`;

/** Right programs over what ECMAScript has built in: numbers, texts, lists, dates and the like. */
export const RIGHT_BUILTINS: [name: string, source: string][] = [
  [
    "grouping into a Map of lists",
    `${ISSUES}
const groups = new Map<string, typeof issues>();
for (const issue of issues) {
  if (!groups.has(issue.state)) groups.set(issue.state, []);
  groups.get(issue.state).push(issue);
}
return Object.fromEntries([...groups].map(([state, list]) => [state, list.map((i) => i.number)]));`,
  ],
  [
    "grouping with a default",
    `${ISSUES}
const byLabel = new Map();
for (const issue of issues) for (const label of issue.labels) byLabel.set(label, [...(byLabel.get(label) ?? []), issue.number]);
const counts = issues.reduce((m, i) => m.set(i.state, (m.get(i.state) || 0) + 1), new Map());
return { labels: [...byLabel.keys()].sort(), open: counts.get("open") ?? 0 };`,
  ],
  [
    "sets: unions, differences, duplicates",
    `${ISSUES}
const open = new Set(issues.filter((i) => i.state === "open").map((i) => i.title));
const closed = new Set(issues.filter((i) => i.state === "closed").map((i) => i.title));
const both = [...open].filter((t) => closed.has(t));
const seen = new Set(); const unique = issues.filter((i) => !seen.has(i.title) && seen.add(i.title));
return { both, unique: unique.length, either: open.union(closed).size };`,
  ],
  [
    "reduce to an object with fields",
    `${ISSUES}
const stats = issues.reduce((acc, i) => ({ ...acc, total: acc.total + 1, labels: acc.labels + i.labels.length }), { total: 0, labels: 0 });
const byState = issues.reduce<Record<string, string[]>>((acc, { state, title }) => { (acc[state] ??= []).push(title); return acc; }, {});
const max = issues.reduce((a, b) => (a.number > b.number ? a : b), issues[0]);
return { stats, byState, max: max?.number };`,
  ],
  [
    "named groups",
    `const text = await memory.search_nodes({ query: "x" });
const rows = [...text.matchAll(/^(?<key>\\w+)\\s*=\\s*(?<value>.*)$/gm)].map(({ groups }) => ({ key: groups.key, value: groups.value }));
const m = text.match(/(?<year>\\d{4})-(?<month>\\d{2})/);
const date = m?.groups ? \`\${m.groups.year}/\${m.groups.month}\` : null;
return { rows, date, swapped: text.replace(/(\\w+) (\\w+)/, "$2 $1"), upper: text.replace(/\\b[a-z]/g, (c) => c.toUpperCase()) };`,
  ],
  [
    "sticky regular expressions and exec loops",
    `const re = /(\\d+)/g; const text = "a1b22"; let m; const out = [];
while ((m = re.exec(text)) !== null) out.push({ at: m.index, n: Number(m[1]) });
const split = "a, b;c".split(/[,;]\\s*/);
return { out, split, test: /^a/iu.test(text), last: re.lastIndex };`,
  ],
  [
    "Intl",
    `const nf = new Intl.NumberFormat("de-DE", { style: "currency", currency: "EUR" });
const df = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "UTC" });
const parts = df.formatToParts(new Date(0)).map((p) => p.value).join("");
const rtf = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
return [nf.format(1.5), parts, rtf.format(-1, "day"), new Intl.ListFormat("en").format(["a", "b"]), ["ä", "a"].sort(new Intl.Collator("de").compare), (0.256).toLocaleString("en", { style: "percent" })];`,
  ],
  [
    "comparators",
    `${ISSUES}
const order = { open: 0, closed: 1 };
const by = (...keys) => (a, b) => { for (const k of keys) { if (a[k] < b[k]) return -1; if (a[k] > b[k]) return 1; } return 0; };
const sorted = [...issues].sort((a, b) => order[a.state] - order[b.state] || b.number - a.number || a.title.localeCompare(b.title));
const other = issues.toSorted(by("state", "title"));
return { sorted: sorted.map((i) => i.number), other: other.length, reversed: issues.map((i) => i.number).toReversed() };`,
  ],
  [
    "BigInt",
    `const big = 2n ** 64n - 1n;
const factorial = (n: bigint): bigint => (n <= 1n ? 1n : n * factorial(n - 1n));
return [big.toString(16), String(factorial(20n)), Number(big % 97n), BigInt("123") > 100, BigInt.asUintN(8, 257n).toString(), typeof big];`,
  ],
  [
    "dates",
    `const start = new Date("2024-02-28T12:00:00Z"); const end = new Date(start);
end.setUTCDate(end.getUTCDate() + 2);
const days = (end - start) / 86_400_000; const age = Math.floor((Date.now() - +start) / 1000) > 0;
const iso = end.toISOString().slice(0, 10); const later = end > start ? "later" : "earlier";
const [y, m, d] = iso.split("-").map(Number); const utc = new Date(Date.UTC(y, m - 1, d));
const fmt = (date) => \`\${date.getUTCFullYear()}-\${String(date.getUTCMonth() + 1).padStart(2, "0")}\`;
return { days, age, iso, later, same: utc.getTime() <= end.getTime(), fmt: fmt(end), invalid: isNaN(new Date("x")) };`,
  ],
  [
    "JSON there and back",
    `const data = { at: new Date(0), list: [1, null, { deep: true }], skip: undefined };
const text = JSON.stringify(data, (key, value) => (key === "skip" ? undefined : value), 2);
const back = JSON.parse(text, (key, value) => (key === "at" ? new Date(value) : value));
const clone = structuredClone({ a: { b: [1, 2] } }); clone.a.b.push(3);
let parsed; try { parsed = JSON.parse("{nope"); } catch { parsed = null; }
return { year: back.at.getUTCFullYear(), deep: back.list[2].deep, clone, parsed, same: JSON.stringify(data) === JSON.stringify({ ...data }) };`,
  ],
  [
    "bits, numbers and bases",
    `const n = 0b1010 | 0x0f; const m = 1_000_000; let bits = n; bits &= ~1; bits <<= 2; bits ^= 3; bits >>>= 1;
const clamp = (x, lo, hi) => Math.min(Math.max(x, lo), hi); const round = (x, d = 2) => Math.round(x * 10 ** d) / 10 ** d;
const avg = (xs) => xs.length ? xs.reduce((a, b) => a + b, 0) / xs.length : 0; const range = (a, b, s = 1) => Array.from({ length: Math.ceil((b - a) / s) }, (_, i) => a + i * s);
return [n, m, bits, clamp(15, 0, 10), round(1.005 + 1), avg(range(0, 5)), (255).toString(2), parseInt("ff", 16), Number.isInteger(5.0), 7 % -3, Math.hypot(3, 4), Number("12px") || 0];`,
  ],
  [
    "strings of every kind",
    `const text = "Ünïcödé 👍 text"; const chars = [...text].length; const codes = Array.from("ab", (c) => c.codePointAt(0));
const title = (s) => s.replace(/\\w\\S*/g, (w) => w[0].toUpperCase() + w.slice(1).toLowerCase()); const camel = (s) => s.replace(/[-_](\\w)/g, (_, c) => c.toUpperCase());
const truncate = (s, n) => (s.length > n ? s.slice(0, n - 1) + "…" : s); const count = (s) => s.split(/\\s+/).filter(Boolean).length;
return [chars, codes, title("hello world"), camel("a-b_c"), truncate(text, 5), count(text), text.normalize("NFD").replace(/\\p{M}/gu, ""), "a".repeat(3), "x,y".split(","), "abc".at(-1), text.includes("👍"), "b".localeCompare("a"), encodeURIComponent("a b"), btoa("x")];`,
  ],
  [
    "lists of every kind",
    `const xs = [3, 1, 2]; const matrix = Array.from({ length: 2 }, (_, y) => Array.from({ length: 3 }, (_, x) => x * y)); const zip = (a, b) => a.map((v, i) => [v, b[i]]);
const chunk = (list, n) => list.length ? [list.slice(0, n), ...chunk(list.slice(n), n)] : []; const transposed = matrix[0].map((_, i) => matrix.map((row) => row[i]));
const [min, max] = [Math.min(...xs), Math.max(...xs)]; const copy = xs.slice(); copy.sort(); copy.splice(1, 1, 9, 9); copy.fill(0, 0, 1); const partition = xs.reduce(([a, b], x) => (x > 1 ? [[...a, x], b] : [a, [...b, x]]), [[], []]);
return [zip(xs, ["a", "b", "c"]), chunk(xs, 2), transposed.length, min, max, copy, partition, xs.flatMap((x) => [x, x]), xs.with(0, 0), xs.findLastIndex((x) => x > 1), xs.join("-"), Array.isArray(xs), [..."ab"].entries().next().value, xs.some((x) => x > 2) && xs.every(Number.isInteger), new Array(3).fill(null).map((_, i) => i), [[1, [2]]].flat(2), xs.lastIndexOf(2), xs.includes(3), Array.of(1, 2), xs.reduceRight((a, b) => a - b), xs.copyWithin(0, 1)];`,
  ],
  [
    "objects of every kind",
    `const base = { a: 1, b: { c: 2 } }; const { a, ...rest } = base; const merged = { ...base, a: 2, ...(input ? { d: 1 } : {}), ...null };
const inverted = Object.fromEntries(Object.entries({ x: "1", y: "2" }).map(([k, v]) => [v, k])); const omit = (o, ...ks) => Object.fromEntries(Object.entries(o).filter(([k]) => !ks.includes(k)));
const counts = {}; for (const c of "hello") counts[c] = (counts[c] ?? 0) + 1; const deepMerge = (x, y) => { for (const k in y) x[k] = y[k] && typeof y[k] === "object" ? deepMerge(x[k] ?? {}, y[k]) : y[k]; return x; };
const max = Object.entries(counts).reduce((m, e) => (e[1] > m[1] ? e : m)); const has = Object.hasOwn(base, "a") && "b" in base; delete counts.h; const nul = Object.create(null); nul.x = 1; base.b.c ??= 3; base.a ||= 4;
return { a, rest, merged, inverted, omit: omit(base, "a"), counts, deep: deepMerge({ p: { q: 1 } }, { p: { r: 2 } }), max, has, nul: nul.x, keys: Object.keys(base), assign: Object.assign({}, base, { z: 1 }).z, eq: Object.is(NaN, NaN), groups: Object.groupBy([1, 2, 3], (n) => (n % 2 ? "odd" : "even")) };`,
  ],
  [
    "proxies, weak maps, reflection",
    `const seen = new WeakMap(); const key = {}; seen.set(key, 1); const weak = new WeakSet([key]);
const safe = new Proxy<any>({ a: 1 }, { get: (t, p) => (Reflect.has(t, p) ? Reflect.get(t, p) : "missing") });
return [seen.get(key), weak.has(key), safe.a, safe.b, Reflect.ownKeys({ x: 1 }), Object.getOwnPropertyNames(class { static y() {} }).length > 0];`,
  ],
  [
    "text of urls and of bytes",
    `const url = new URL("https://example.com/a?x=1#h"); url.searchParams.append("y", "2 3");
const bytes = new TextEncoder().encode("héllo"); const hex = [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("");
const digest = await crypto.subtle.digest("SHA-256", bytes); const view = new DataView(new ArrayBuffer(4)); view.setInt16(0, 513);
return [url.href, Object.fromEntries(url.searchParams), hex, new Uint8Array(digest).length, view.getUint8(0), new TextDecoder().decode(bytes), crypto.randomUUID().length];`,
  ],
  [
    "items of a queue in an input that a constant holds",
    `const queue = ["a", "b"]; const logins = [];
while (queue.length > 0) { const repo = queue.shift(); const query = { owner: "o", repo }; logins.push((await github.list_issues(query)).total); }
return logins;`,
  ],
  [
    "promises taken apart and awaited each",
    `const read = async (repo) => (await github.list_issues({ owner: "o", repo })).total;
const [one, other] = [read("a"), read("b")]; const ask = (input) => github.list_issues(input);
return [await one, await other, await ask({ owner: "o", repo: "c" })];`,
  ],
  [
    "the lists of groups, by entries",
    `const groups = Object.groupBy([1, 2, 3], (n) => (n % 2 ? "odd" : "even"));
for (const [key, list] of Object.entries(groups)) console.log(key, list.length);
return Object.entries(groups).map(([key, list]) => [key, list.length, list.reduce((a, b) => a + b, 0) / list.length]);`,
  ],
  [
    "options of which only some have a default",
    `function greet({ name, greeting = "Hi" } = {}) { return \`\${greeting} \${name}\`; }
return [greet({ name: "A" }), greet({ name: "B", greeting: "Ho" }), greet()];`,
  ],
];
