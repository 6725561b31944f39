const writes = ["m7.txt", "m8.txt"].map((p) => filesystem.write_file({ path: p, content: "x" }));
return `${writes.length} files written`;
