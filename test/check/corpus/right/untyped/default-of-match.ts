const text = await gitlab.search_repositories({ search: "acme" });
const names = (text.match(/"name":\s*"[^"]+"/g) ?? []).map((pair) => pair.split('"')[3]);
return names;
