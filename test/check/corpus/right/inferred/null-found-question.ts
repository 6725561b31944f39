const { members } = await slack.slack_get_users({});
const id = members.find((member) => member.name === "ann")?.id;
return id ?? "nobody";
