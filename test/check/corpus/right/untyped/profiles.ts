const ids = ["U1", "U2"];
const profiles = await Promise.all(ids.map((user_id) => slack.slack_get_user_profile({ user_id })));
return profiles.map((text) => JSON.parse(text).profile.real_name);
