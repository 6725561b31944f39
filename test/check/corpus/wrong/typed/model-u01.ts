console.log("starting");
Promise.all(["m5.txt", "m6.txt"].map((p) => filesystem.write_file({ path: p, content: "x" })));
await everything.echo({ message: "something else" });
return "written";
