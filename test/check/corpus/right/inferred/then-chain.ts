return github
  .get_issue({ owner: "acme", repo: "widgets", issue_number: 1 })
  .then((issue) => issue.user.login)
  .then((login) => github.search_users({ q: login }))
  .then((found) => found.total_count);
