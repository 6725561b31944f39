const esc = (s) => String(s).replace(/[&<>"']/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" })[c]);
const { items } = await github.list_issues({ owner: "a", repo: "b" });
return `<ul>${items.map((i) => `<li>${esc(i.title)} ${esc(i.body ?? "")}</li>`).join("")}</ul>`;
