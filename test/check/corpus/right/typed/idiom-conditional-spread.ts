const withHead = input?.head;
const { content } = await filesystem.read_text_file({
  path: "alpha.md",
  ...(withHead ? { head: Number(withHead) } : {}),
});
const extra = withHead && { head: withHead };
return { content, ...extra };
