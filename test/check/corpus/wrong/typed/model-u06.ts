const save = (path: string) => { filesystem.write_file({ path, content: "x" }).catch(() => {}); };
save("m11.txt");
return "saved";
