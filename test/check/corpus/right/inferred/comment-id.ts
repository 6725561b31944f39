const { id, user, created_at } = await github.add_issue_comment({
  owner: "acme",
  repo: "widgets",
  issue_number: 1,
  body: `Checked on ${new Date().toDateString()}`,
});
return { id, by: user.login, at: created_at };
