const root = (await filesystem.list_allowed_directories()).content.split("\n")[1]!;
const { content } = await filesystem.read_multiple_files({
  paths: ["alpha.md", "beta.md", "gamma.md"].map((f) => `${root}/${f}`),
});
const words = new Set(content.toLowerCase().match(/[a-z]+/g) ?? []);
return [...words].sort();
