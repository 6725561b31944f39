const r = await filesystem.list_directory({ path: "." });
return r;
console.log("after return");
