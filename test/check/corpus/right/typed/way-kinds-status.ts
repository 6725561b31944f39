const results = [];
for (const path of ["a", "b"]) {
  try { const { content } = await filesystem.read_text_file({ path }); results.push({ path, status: "ok", lines: content.split("\n") }); }
  catch (e) { results.push({ path, status: "failed", reason: String(e) }); }
}
const ok = results.filter((r) => r.status === "ok");
const longest = ok.sort((a, b) => b.lines.length - a.lines.length)[0];
const bad = results.filter((r) => r.status !== "ok").map((r) => `${r.path}: ${r.reason.slice(0, 40)}`);
return { n: ok.reduce((s, r) => s + r.lines.length, 0), longest: longest?.path, bad };
