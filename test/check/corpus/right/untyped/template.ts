const text = await slack.slack_get_users({ limit: 1 });
return `The answer begins with ${JSON.stringify(text.slice(0, 20))} and has ${text.length} characters.`;
