const where = { owner: "acme", repo: "widgets" };
const branch = await github.create_branch({ ...where, branch: "fix/readme", from_branch: "main" });
await github.create_or_update_file({
  ...where,
  branch: "fix/readme",
  path: "README.md",
  content: "# Widgets\n",
  message: "Say what it is",
});
const pull = await github.create_pull_request({
  ...where,
  title: "Say what it is",
  head: "fix/readme",
  base: "main",
  draft: true,
});
return { ref: branch.ref, at: branch.object.sha, pull: pull.html_url };
