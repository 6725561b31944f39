const fail = (message) => {
  throw new Error(message);
};
const { items } = await github.list_pull_requests({ owner: "a", repo: "b", state: "closed" });
const pull = items.find((one) => one.number === 7);
pull || fail("no pull request 7");
if (!pull.merged_at) fail("not merged");
const lines = [1, 2].map((n) => pull.merged_at.slice(0, n));
return lines;
