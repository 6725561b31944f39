let cursor;
const everyone = [];
do {
  const page = await slack.slack_get_users({ cursor, limit: 100 });
  everyone.push(...page.members);
  cursor = page.response_metadata?.next_cursor;
} while (cursor);
return everyone.length;
