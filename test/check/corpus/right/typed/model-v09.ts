const w = await everything.get_structured_content({ location: "Chicago" });
w.city = "Chicago";
return w;
