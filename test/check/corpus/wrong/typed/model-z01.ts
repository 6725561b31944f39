["m1.txt", "m2.txt"].map(async (p) => {
  await filesystem.write_file({ path: p, content: "x" });
});
return "written";
