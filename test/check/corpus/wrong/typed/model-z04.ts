const first = ["nope.md", "alpha.md"].find(async (p) => (await filesystem.read_text_file({ path: p })).content.length > 0);
const any = ["a"].some(async (p) => (await everything.echo({ message: p })) === "b");
return { first, any };
