const { title, labels = [] } = input as { title: string; labels?: string[] };
const issue = await github.create_issue({ owner: "acme", repo: "widgets", title, labels });
return issue.html_url;
