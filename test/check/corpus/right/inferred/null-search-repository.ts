const { items } = await github.search_code({ q: "TODO" });
return items.map(({ path, repository }) => `${repository.full_name}/${path} (${repository.description?.length ?? 0})`);
