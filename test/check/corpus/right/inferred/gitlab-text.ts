const answer = await gitlab.search_repositories({ search: "widgets", per_page: 10 });
const { count } = JSON.parse(answer);
return Number(count);
