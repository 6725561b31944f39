let top = null;
const { channels } = await slack.slack_list_channels({});
channels.forEach((channel) => {
  if (top === null || channel.num_members > top.num_members) top = channel;
});
return top.name;
