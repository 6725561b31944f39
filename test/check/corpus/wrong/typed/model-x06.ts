const cache = {};
cache.a = everything.echo({ message: "a" });
cache.b = everything.echo({ message: "b" });
return `${cache.a} and ${cache.b}`;
