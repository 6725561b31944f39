const raw = await github.get_issue.raw({ owner: "acme", repo: "widgets", issue_number: 2 });
const texts = raw.content.filter((block) => block.type === "text").map((block) => block.text);
return raw.isError ? "failed" : texts.join("\n");
