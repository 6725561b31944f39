const w = await everything.get_structured_content({ location: "New York" });
const data = JSON.parse(w);
return data.temperature;
