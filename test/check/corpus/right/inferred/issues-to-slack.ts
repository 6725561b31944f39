const { items } = await github.search_issues({ q: "label:urgent is:open org:acme" });
const lines = items.map(({ title, html_url, user }) => `<${html_url}|${title}> by ${user.login}`);
const text = lines.length > 0 ? lines.join("\n") : "Nothing urgent.";
await slack.slack_post_message({ channel_id: "C05", text });
return lines.length;
