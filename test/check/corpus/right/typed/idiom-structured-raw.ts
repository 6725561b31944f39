const raw = await everything.get_structured_content.raw({ location: "Chicago" });
const weather = raw.structuredContent;
return weather?.temperature ?? null;
