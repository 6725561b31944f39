const issue = await github.get_issue({ owner: "acme", repo: "widgets", issue_number: 2 });
const version = /v(\d+)\.(\d+)/.exec(issue.title);
if (version === null) return "no version";
return { major: version[1], minor: version[2] };
