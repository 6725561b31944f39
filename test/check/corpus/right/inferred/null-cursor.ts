const page = await slack.slack_get_users({ limit: 10 });
const more = (page.response_metadata?.next_cursor.length ?? 0) > 0;
return { count: page.members.length, more };
