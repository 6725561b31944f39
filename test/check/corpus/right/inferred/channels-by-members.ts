const { channels } = await slack.slack_list_channels({ limit: 200 });
return channels
  .filter((channel) => !channel.is_archived)
  .toSorted((a, b) => b.num_members - a.num_members)
  .slice(0, 5)
  .map(({ name, num_members }) => ({ name, num_members }));
