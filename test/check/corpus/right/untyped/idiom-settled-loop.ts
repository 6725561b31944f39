const tasks = ["C1", "C2"].map((channel_id) => slack.slack_post_message({ channel_id, text: "hi" }));
const results = await Promise.allSettled(tasks);
for (const result of results) {
  if (result.status === "rejected") console.error(result.reason.message);
  else console.log(JSON.parse(result.value).ts);
}
return results.filter((r) => r.status === "fulfilled").length;
