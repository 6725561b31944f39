const found = JSON.parse(await github.search_issues({ q: "is:open" })) as { total_count: number; items: { title: string }[] };
return `${found.total_count}: ${found.items.map((item) => item.title).join(", ")}`;
