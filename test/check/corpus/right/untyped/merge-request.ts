async () => {
  await gitlab.create_branch({ project_id: "42", branch: "fix", ref: "main" });
  await gitlab.create_or_update_file({
    project_id: "42",
    branch: "fix",
    file_path: "docs/index.md",
    content: "# Docs\n",
    commit_message: "Mend the link",
  });
  const request = await gitlab.create_merge_request({
    project_id: "42",
    source_branch: "fix",
    target_branch: "main",
    title: "Mend the link",
    draft: false,
  });
  return JSON.parse(request).web_url;
};
