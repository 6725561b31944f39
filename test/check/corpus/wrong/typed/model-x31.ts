interface Weather { temperature: string; wind: number }
const w: Weather = await everything.get_structured_content({ location: "Chicago" });
return w;
