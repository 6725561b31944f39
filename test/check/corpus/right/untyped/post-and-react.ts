const posted = JSON.parse(await slack.slack_post_message({ channel_id: "C1", text: "Build is green" }));
if (!posted.ok) throw new Error(posted.error);
await slack.slack_add_reaction({ channel_id: "C1", timestamp: posted.ts, reaction: "tada" });
return posted.ts;
