const paths = ["alpha.md", "beta.md"];
const lengths = await Promise.all(paths.map(async (path) => (await filesystem.read_text_file({ path })).content.length));
return Math.max(...lengths) - Math.min.apply(null, lengths);
