async function main() {
  const ids = ["U1", "U2", "U3"];
  const mails = [];
  for (const user_id of ids) {
    const { profile } = await slack.slack_get_user_profile({ user_id });
    if (profile?.email) mails.push(profile.email.toLowerCase());
  }
  return mails;
}
