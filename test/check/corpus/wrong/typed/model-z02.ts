Promise.all(["m3.txt", "m4.txt"].map((p) => filesystem.write_file({ path: p, content: "x" })));
return "written";
