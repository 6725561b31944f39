await everything.echo({ message: "nothing to return" });
return undefined;
