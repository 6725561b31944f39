const [hub, lab] = await Promise.all([
  github.search_repositories({ query: "widgets" }),
  gitlab.search_repositories({ search: "widgets" }),
]);
return { github: JSON.parse(hub).total_count, gitlab: JSON.parse(lab).count };
