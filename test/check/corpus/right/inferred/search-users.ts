const found = await github.search_users({ q: "location:Zurich", sort: "followers", per_page: 5 });
if (found.incomplete_results) console.warn("not all were searched");
return { of: found.total_count, logins: found.items.map(({ login }) => login) };
