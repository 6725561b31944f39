const r = await filesystem.list_files({ path: "." });
return r;
