async function report() {
  const status = await github.get_pull_request_status({ owner: "acme", repo: "widgets", pull_number: 8 });
  console.log(`state ${status.state} of ${status.total_count}`);
  return status.statuses.map((one) => one.context);
}
