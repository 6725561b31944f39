const text = await github.get_pull_request_files({ owner: "acme", repo: "widgets", pull_number: 3 });
return text
  .split("\n")
  .filter((line) => line.includes('"filename"'))
  .map((line) => line.trim().replace(/^"filename": "|",?$/g, ""));
