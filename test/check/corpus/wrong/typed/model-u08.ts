new Promise(async (resolve) => { await filesystem.write_file({ path: "m13.txt", content: "x" }); resolve(1); });
return "ok";
