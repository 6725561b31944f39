await (async () => {
  console.log(await everything.echo({ message: "awaited iife" }));
})();
