console.log(await everything.echo({ message: "just logging" }));
