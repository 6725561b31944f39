const args: any = { city: "Chicago" };
return await everything.get_structured_content(args);
