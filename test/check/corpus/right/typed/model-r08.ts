const root = (await filesystem.list_allowed_directories()).content.split("\n")[1];

async function readOr(path: string, fallback: string): Promise<string> {
  try {
    const { content } = await filesystem.read_text_file({ path });
    return content;
  } catch (e) {
    if (e instanceof ToolError) {
      console.warn(`could not read ${path}: ${e.message} (${e.code})`);
      return fallback;
    }
    throw e;
  }
}

return {
  missing: await readOr(`${root}/nope.md`, "(none)"),
  alpha: await readOr(`${root}/alpha.md`, "(none)"),
};
