const { ts } = JSON.parse(await slack.slack_post_message({ channel_id: "C2", text: "Release?" }));
const replies = ["yes", "no"];
for (const text of replies) await slack.slack_reply_to_thread({ channel_id: "C2", thread_ts: ts, text });
return replies.length;
