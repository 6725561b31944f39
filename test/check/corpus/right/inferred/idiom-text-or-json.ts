const { items } = await github.search_issues({ q: "is:open" });
const table = items.map((i) => [i.number, i.title, i.user.login, i.milestone?.title ?? ""].map(String));
const widths = [0, 1, 2, 3].map((c) => Math.max(...table.map((row) => row[c].length), 0));
return table.map((row) => row.map((cell, c) => cell.padEnd(widths[c])).join(" | ")).join("\n");
