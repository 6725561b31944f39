const errors: Error[] = [];
for (const path of ["a.md", "b.md"]) {
  try {
    await filesystem.read_text_file({ path });
  } catch (cause) {
    errors.push(new Error(`reading ${path}`, { cause }));
  }
}
const agg = new AggregateError(errors, "some failed");
return { n: agg.errors.length, messages: errors.map((e) => `${e.message}: ${(e.cause as Error).message}`) };
