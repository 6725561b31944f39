const { members } = await slack.slack_get_users({ limit: 500 });
const people = members.filter((member) => !member.deleted && !member.is_bot);
return people.map((person) => person.real_name ?? person.name);
