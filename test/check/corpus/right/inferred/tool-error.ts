try {
  const pull = await github.get_pull_request({ owner: "acme", repo: "widgets", pull_number: 404 });
  return pull.title;
} catch (error) {
  if (error instanceof ToolError) return `${error.server}.${error.tool}: ${error.message}`;
  throw error;
}
