// relative path
const { content } = await filesystem.list_directory({ path: "." });
return content;
