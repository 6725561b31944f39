const { messages } = await slack.slack_get_channel_history({ channel_id: "C1" });
return messages.filter((message) => message.user).map((message) => message.user.slice(1));
