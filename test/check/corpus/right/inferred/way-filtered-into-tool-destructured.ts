const { messages } = await slack.slack_get_channel_history({ channel_id: "C" });
return await Promise.all(messages.filter(({ user }) => !!user).map(({ user }) => slack.slack_get_user_profile({ user_id: user })));
