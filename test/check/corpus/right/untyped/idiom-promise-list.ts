const promises = [];
for (let i = 1; i <= 3; i++) promises.push(github.get_issue({ owner: "acme", repo: "widgets", issue_number: i }));
const texts = await Promise.all(promises);
return texts.map((text) => JSON.parse(text).title);
