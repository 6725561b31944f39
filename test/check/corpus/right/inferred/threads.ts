const { messages } = await slack.slack_get_channel_history({ channel_id: "C02", limit: 100 });
const threads = messages.filter((message) => (message.reply_count ?? 0) > 3);
const replies = await Promise.all(
  threads.map(({ ts }) => slack.slack_get_thread_replies({ channel_id: "C02", thread_ts: ts })),
);
return replies.map((thread) => thread.messages.length);
