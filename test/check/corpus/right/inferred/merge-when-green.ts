const target = { owner: "acme", repo: "widgets", pull_number: 31 };
const pull = await github.get_pull_request(target);
const status = await github.get_pull_request_status(target);
if (status.state !== "success" || pull.mergeable !== true) {
  return { merged: false, why: `${status.state}, mergeable: ${pull.mergeable}` };
}
const done = await github.merge_pull_request({ ...target, merge_method: "squash" });
return { merged: done.merged, sha: done.sha };
