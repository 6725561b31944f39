const greet = (name, greeting) => `${greeting || "hi"} ${name}`;
return everything.echo({ message: greet("x") });
