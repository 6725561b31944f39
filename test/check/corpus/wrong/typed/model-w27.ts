for (const f of ["a", "b"]) {
  console.log(await everything.echo({ message: f }));

return "done";
