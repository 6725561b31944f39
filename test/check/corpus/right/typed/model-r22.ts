const root = (await filesystem.list_allowed_directories()).content.split("\n")[1]!;
const settled = await Promise.allSettled(
  ["alpha.md", "missing.md", "beta.md"].map((f) => filesystem.read_text_file({ path: `${root}/${f}` })),
);
const ok = settled.filter((s) => s.status === "fulfilled").map((s) => s.value.content);
const errors = settled
  .filter((s): s is PromiseRejectedResult => s.status === "rejected")
  .map((s) => s.reason.message);
return { ok, errors };
