const issue = await gitlab.create_issue({
  project_id: "42",
  title: "Broken link",
  labels: ["docs"],
  assignee_ids: [7, 9],
});
return JSON.parse(issue).iid;
