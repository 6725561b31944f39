import memory from "memory";
const { filesystem } = await import("codemode:sdk");
return (await filesystem.list_directory({ path: "." })).content;
