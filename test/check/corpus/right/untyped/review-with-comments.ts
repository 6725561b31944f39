await github.create_pull_request_review({
  owner: "acme",
  repo: "widgets",
  pull_number: 4,
  body: "Two remarks",
  event: "COMMENT",
  comments: [{ path: "src/index.ts", line: 3, body: "Why twice?" }],
});
return "reviewed";
