return await everything.get_structured_content({ location: "Boston" });
