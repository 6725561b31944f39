const r = await filesystem.list_directory({ path: ".", recursive: true });
return r.content;
