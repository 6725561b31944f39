const needle = (input?.needle ?? "TODO").toLowerCase();
const text = await github.search_code({ q: `${needle} repo:acme/widgets`, per_page: 30, order: "asc" });
return text.toLowerCase().includes(needle);
