const answer = await slack.slack_get_user_profile({ user_id: "U1" });
return answer.profile?.display_name.toUpperCase();
