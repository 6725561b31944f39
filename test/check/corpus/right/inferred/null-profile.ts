const { profile } = await slack.slack_get_user_profile({ user_id: "U1" });
if (!profile) return null;
return { name: profile.real_name, title: profile.title };
