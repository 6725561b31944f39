const { html_url } = await github.get_issue({ owner: "acme", repo: "widgets", issue_number: 2 });
const number = html_url.match(/issues\/(\d+)$/)?.[1];
return Number(number);
