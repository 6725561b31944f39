const countBy = (list, key) => list.reduce((acc, item) => ({ ...acc, [key(item)]: (acc[key(item)] || 0) + 1 }), {});
const { messages } = await slack.slack_get_channel_history({ channel_id: "C1" });
return countBy(messages, (message) => message.user ?? "bot");
