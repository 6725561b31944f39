const n = (await memory.read_graph()).entities.length;
if (n > 100) {
  return { many: true };
} else if (n > 0) {
  console.log("some");
} else {
  return;
}
