const city = "Chicago";
const pickCity = (i: number) => ["New York", "Chicago"][i];
const a = await everything.get_structured_content({ location: city });
const b = await everything.get_structured_content({ location: pickCity(1) });
return [a, b];
