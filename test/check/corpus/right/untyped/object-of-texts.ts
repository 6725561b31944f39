const texts: Record<string, string> = {};
for (const path of ["README.md", "LICENSE"]) {
  texts[path] = await github.get_file_contents({ owner: "acme", repo: "widgets", path });
}
return Object.entries(texts).map(([path, text]) => `${path}: ${text.length}`);
