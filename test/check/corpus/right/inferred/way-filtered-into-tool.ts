const { messages } = await slack.slack_get_channel_history({ channel_id: "C" });
return await Promise.all(messages.filter((m) => m.user).map((m) => slack.slack_get_user_profile({ user_id: m.user })));
