const { channels } = await slack.slack_list_channels({});
const general = channels.find((channel) => channel.name === "general");
if (!general) throw new Error("there is no #general");
const { messages, has_more } = await slack.slack_get_channel_history({ channel_id: general.id, limit: 20 });
return { texts: messages.map((message) => message.text), has_more };
