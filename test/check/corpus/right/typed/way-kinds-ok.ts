async function attempt(path: string) {
  try {
    const file = await filesystem.read_text_file({ path });
    return { ok: true, value: file.content };
  } catch (e) {
    return { ok: false, error: e.message };
  }
}
const r = await attempt("a");
if (!r.ok) return `failed: ${r.error}`;
const more = await Promise.all(["b", "c"].map(attempt));
const lines = [];
for (const m of more) {
  if (!m.ok) { lines.push(m.error.length); continue; }
  lines.push(m.value.length);
}
return [r.value.length, lines, more.filter((m) => m.ok).map((m) => m.value.split("\n").length)];
