const { content } = await slack.slack_list_channels.raw({ limit: 10 });
const block = content[0];
if (block?.type !== "text") throw new Error("expected text");
return JSON.parse(block.text).channels.length;
