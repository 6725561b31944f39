const { items } = await github.get_pull_request_files({ owner: "acme", repo: "widgets", pull_number: 9 });
const renamed = items.find((file) => file.status === "renamed");
if (!renamed) return "nothing renamed";
return renamed.filename;
