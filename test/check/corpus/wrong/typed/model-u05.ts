async function save(path: string, content: string) {
  filesystem.write_file({ path, content });
}
await save("m10.txt", "x");
return "saved";
