const r = everything.echo({ message: "x" });
return "Result: " + r;
