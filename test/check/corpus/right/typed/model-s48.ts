using res = { [Symbol.dispose]() { console.log("disposed"); } };
return everything.echo({ message: "using" });
