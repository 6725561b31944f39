const { path, limit = 3 } = input as { path: string; limit?: number };
const { content } = await filesystem.read_text_file({ path, head: limit });
return content;
