const args = { location: "Chicago" };
return await everything.get_structured_content(args);
