const { messages } = await slack.slack_get_channel_history({ channel_id: "C04", limit: 1 });
const latest = messages.at(0);
if (latest === undefined) return;
const thread_ts = latest.thread_ts ?? latest.ts;
const reply = await slack.slack_reply_to_thread({ channel_id: "C04", thread_ts, text: "Looking into it" });
return reply.ok;
