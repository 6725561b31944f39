const { statuses, total_count } = await github.get_pull_request_status({
  owner: "acme",
  repo: "widgets",
  pull_number: 5,
});
const failed = statuses.filter(({ state }) => state === "failure");
return failed.length === 0
  ? `all ${total_count} fine`
  : failed.map((one) => `${one.context}: ${one.description ?? "no reason given"}`).join("\n");
