async () => {
  const { body } = await github.get_issue({ owner: "acme", repo: "widgets", issue_number: 12 });
  return (body ?? "").split("\n").filter((line) => line.startsWith("- [ ]")).length;
};
