// numbered task: word frequency, top 5
const STOP = new Set(["the", "is", "a", "on"]);
const paths = ["alpha.md", "beta.md", "gamma.md"];
const freq: Record<string, number> = {};
for (const { content } of await Promise.all(paths.map((path) => filesystem.read_text_file({ path })))) {
  for (const [word] of content.toLowerCase().matchAll(/\p{L}+/gu)) {
    if (STOP.has(word)) continue;
    freq[word] = (freq[word] ?? 0) + 1;
  }
}
return Object.entries(freq)
  .sort(([wa, a], [wb, b]) => b - a || wa.localeCompare(wb))
  .slice(0, 5)
  .map(([word, count]) => ({ word, count }));
