class Messenger {
  sent = 0;
  constructor(channel) {
    this.channel = channel;
  }
  async say(text) {
    await slack.slack_post_message({ channel_id: this.channel, text });
    this.sent += 1;
  }
}
const messenger = new Messenger("C9");
for (const word of ["one", "two"]) await messenger.say(word);
return messenger.sent;
