const tasks = [];
tasks.push(filesystem.write_file({ path: "m12.txt", content: "x" }));
return "ok";
