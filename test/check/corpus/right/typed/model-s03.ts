try {
  const { content } = await filesystem.read_text_file({ path: "missing.md" });
  return content;
} catch (e) {
  console.log(`failed: ${e.message}`);
  return null;
}
