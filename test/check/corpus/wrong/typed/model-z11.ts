const inner = everything.echo({ message: "inner" });
return await everything.echo({ message: inner });
