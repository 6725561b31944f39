return { echo: everything.echo({ message: "a" }), n: 1 };
