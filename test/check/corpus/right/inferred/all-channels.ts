const names: string[] = [];
let cursor: string | undefined;
do {
  const page = await slack.slack_list_channels({ limit: 100, ...(cursor ? { cursor } : {}) });
  names.push(...page.channels.map((channel) => channel.name));
  cursor = page.response_metadata?.next_cursor;
} while (cursor);
return names;
