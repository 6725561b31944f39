const res = await everything.echo({ message: "x" });
return res.content[0].text;
