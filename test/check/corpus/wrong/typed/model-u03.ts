const p = filesystem.write_file({ path: "m9.txt", content: "x" });
return "written";
