const posted = await slack.slack_post_message({ channel_id: "C03", text: "Deployed" });
if (!posted.ok) throw new Error(posted.error ?? "not posted");
await slack.slack_add_reaction({ channel_id: "C03", timestamp: posted.ts, reaction: "rocket" });
return posted.ts;
