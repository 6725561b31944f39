const files = Array.from({ length: 3 }, (_, index) => ({
  file_path: `pages/${index}.md`,
  content: `Page ${index}\n`,
}));
return await gitlab.push_files({ project_id: "42", branch: "main", commit_message: "Pages", files });
