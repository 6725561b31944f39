const { items } = await github.get_pull_request_files({ owner: "acme", repo: "widgets", pull_number: 2 });
const marks = items.map((file) => {
  switch (file.status) {
    case "added":
      return `+ ${file.filename}`;
    case "removed":
      return `- ${file.filename}`;
    default:
      return `~ ${file.filename} (${file.changes})`;
  }
});
return marks.join("\n");
