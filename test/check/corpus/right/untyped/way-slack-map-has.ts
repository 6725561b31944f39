const { members } = JSON.parse(await slack.slack_get_users({}));
const byName = new Map(members.map((m) => [m.name, m.id]));
if (!byName.has("ada")) return "no";
return slack.slack_get_user_profile({ user_id: byName.get("ada") });
