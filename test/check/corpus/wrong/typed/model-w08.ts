const r = await filesystem.write_file({ path: "x.md" });
return r;
