const file = await github.get_file_contents({ owner: "acme", repo: "widgets", path: "package.json" });
const text = file.encoding === "base64" ? atob(file.content.replaceAll("\n", "")) : file.content;
const { name, version } = JSON.parse(text) as { name: string; version: string };
return { name, version, size: file.size };
