import { github, slack } from "codemode:sdk";

export default async function announce() {
  const { items } = await github.list_pull_requests({ owner: "acme", repo: "widgets" });
  const text = items.map((pull) => `• ${pull.title} (${pull.user.login})`).join("\n");
  const { ok, ts } = await slack.slack_post_message({ channel_id: "C01", text });
  return ok ? ts : null;
}
