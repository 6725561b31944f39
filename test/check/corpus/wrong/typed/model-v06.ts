["m1.txt", "m2.txt"].map(async (p) => {
  await everything.trigger_long_running_operation({ duration: 1, steps: 1 });
  await filesystem.write_file({ path: "late-" + p, content: "x" });
});
return "written";
