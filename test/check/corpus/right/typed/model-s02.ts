const result = {};
for (const city of ["New York", "Chicago"]) {
  const r = await everything.echo({ message: city });
  result[city] = r;
}
return result;
