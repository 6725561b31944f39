// Index of words → files
const root = (await filesystem.list_allowed_directories()).content.replace(/^.*:\s*/, "").trim();
const index = new Map<string, Set<string>>();
for (const line of (await filesystem.list_directory({ path: root })).content.split("\n")) {
  if (!line.startsWith("[FILE]")) continue;
  const name = line.slice(7);
  const text = (await filesystem.read_text_file({ path: `${root}/${name}` })).content;
  for (const w of text.toLowerCase().split(/\W+/)) {
    if (!w) continue;
    if (!index.has(w)) index.set(w, new Set());
    index.get(w)!.add(name);
  }
}
const shared = [...index].filter(([, s]) => s.size > 1).map(([w, s]) => [w, [...s].sort()]);
return Object.fromEntries(shared);
