const loc = input.location;
const w = await everything.get_structured_content({ location: loc });
return w;
