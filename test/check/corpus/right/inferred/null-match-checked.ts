const comment = await github.add_issue_comment({ owner: "acme", repo: "widgets", issue_number: 2, body: "ping" });
const match = comment.html_url.match(/#issuecomment-(\d+)/);
if (!match) throw new Error("no number");
return match[1];
