const r = await filesystem.edit_file({ path: "a", edits: [{ old_text: "x", new_text: "y" }] });
return r.diff;
