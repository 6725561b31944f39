const options: { path: string; head?: number } = { path: "gamma.md" };
if (Math.random() > 2) options.head = 1;
const { content } = await filesystem.read_text_file({ ...options, tail: undefined });
const opts2 = { path: "gamma.md", head: input?.head };
const two = await filesystem.read_text_file(opts2);
return [content.length, two.content.length];
