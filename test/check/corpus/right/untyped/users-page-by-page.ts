export default async function () {
  let cursor = "";
  let count = 0;
  do {
    const page = JSON.parse(await slack.slack_get_users({ limit: 100, cursor }));
    count += page.members.length;
    cursor = page.response_metadata?.next_cursor ?? "";
  } while (cursor);
  return count;
}
