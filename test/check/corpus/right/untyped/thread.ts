const history = JSON.parse(await slack.slack_get_channel_history({ channel_id: "C1", limit: 5 }));
for (const message of history.messages) {
  if (!message.thread_ts) continue;
  const thread = JSON.parse(await slack.slack_get_thread_replies({ channel_id: "C1", thread_ts: message.thread_ts }));
  console.log(thread.messages.length);
}
