const data = input as { name?: string };
const name = data?.name?.trim() || "world";
return await everything.echo({ message: `Hello, ${name}!` });
