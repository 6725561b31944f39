const results = Promise.all(["a", "b"].map((m) => everything.echo({ message: m })));
return (await results[0].toUpperCase());
