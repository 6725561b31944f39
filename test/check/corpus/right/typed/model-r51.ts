const { name, tags } = input;
console.log(tags);
return everything.echo({ message: name });
