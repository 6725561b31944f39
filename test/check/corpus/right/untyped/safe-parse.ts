function tryParse(text: string) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
const file = tryParse(await github.get_file_contents({ owner: "acme", repo: "widgets", path: "package.json" }));
if (file === null) return "no JSON";
return file.content;
