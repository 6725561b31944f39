```ts
const { items } = await github.search_repositories({ query: "org:acme", perPage: 100 });
return items.filter((repo) => !repo.description).map((repo) => repo.full_name);
```
