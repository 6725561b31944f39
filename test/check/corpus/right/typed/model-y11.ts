const queue: Promise<void>[] = [];
const results: string[] = [];
for (const m of ["x", "y"]) {
  queue.push(everything.echo({ message: m }).then((r) => { results.push(r); }));
}
await Promise.all(queue);
return results;
