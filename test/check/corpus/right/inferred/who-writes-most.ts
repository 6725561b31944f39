const { messages } = await slack.slack_get_channel_history({ channel_id: "C02" });
const perUser = messages.reduce<Record<string, number>>((counts, { user }) => {
  if (user === undefined) return counts;
  counts[user] = (counts[user] ?? 0) + 1;
  return counts;
}, {});
const [top] = Object.entries(perUser).sort((a, b) => b[1] - a[1]);
if (!top) return "silence";
const { profile } = await slack.slack_get_user_profile({ user_id: top[0] });
return profile?.display_name ?? top[0];
