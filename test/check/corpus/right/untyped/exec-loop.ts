const text = await slack.slack_get_channel_history({ channel_id: "C1", limit: 10 });
const pattern = /<@(U\w+)>/g;
const mentioned = [];
for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) mentioned.push(match[1]);
return mentioned;
