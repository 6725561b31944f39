const results = Promise.all(["a", "b"].map((m) => everything.echo({ message: m })));
return results[0].toUpperCase();
