const { items } = await github.get_pull_request_files({ owner: "acme", repo: "widgets", pull_number: 9 });
const added = items.flatMap((file) => (file.patch ?? "").split("\n").filter((line) => line.startsWith("+")));
return added.length;
