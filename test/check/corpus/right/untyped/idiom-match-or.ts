const text = await gitlab.search_repositories({ search: "x" });
const [, id] = text.match(/"id":\s*(\d+)/) || [];
return id ? Number(id) : null;
