const w = (await everything.get_structured_content({ location: "Chicago" })) as { temp: number };
return w.temp;
