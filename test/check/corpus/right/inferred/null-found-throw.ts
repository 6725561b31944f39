const { channels } = await slack.slack_list_channels({});
const random = channels.find(({ name }) => name === "random");
if (random === undefined) throw new Error("no #random");
return random.topic.value;
