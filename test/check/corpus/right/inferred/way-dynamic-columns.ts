const COLS = ["number", "title", "state", "comments"];
const { items } = await github.list_issues({ owner: "a", repo: "b" });
const rows = items.map((i) => COLS.map((c) => String(i[c] ?? "")));
const widths = COLS.map((c, j) => Math.max(c.length, ...rows.map((r) => r[j].length)));
const fmt = (r) => r.map((c, j) => c.padEnd(widths[j])).join("  ");
const csv = [COLS.join(","), ...items.map((item) => COLS.map((col) => JSON.stringify(item[col])).join(","))].join("\n");
for (const col of COLS) console.log(col, items[0]?.[col]);
const o = {}; for (const c of COLS) o[c] = items.map((i) => i[c]);
return [fmt(COLS), ...rows.map(fmt), csv.length, o.title?.length].join("\n");
