const res = await github.search_issues({ q: "bug" });
return res.items;
