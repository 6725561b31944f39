const { messages } = await slack.slack_get_channel_history({ channel_id: "C" });
const counts = {};
for (const m of messages) counts[m.user] = (counts[m.user] || 0) + 1;
return counts;
