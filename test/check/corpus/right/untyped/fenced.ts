```typescript
const text = await slack.slack_list_channels({ limit: 5 });
const { channels } = JSON.parse(text);
return channels.map((channel) => channel.name);
```
