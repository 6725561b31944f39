const edits = [{ oldText: "colour", newText: "color" }];
const preview = await filesystem.edit_file({ path: "guide.md", edits, dryRun: true });
if (!preview.content.includes("+")) return "nothing to do";
await filesystem.edit_file({ path: "guide.md", edits });
return "edited";
