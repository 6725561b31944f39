type Location = everything.GetStructuredContentInput["location"];
const cities: Location[] = ["New York", "Chicago"];
const rows = await Promise.all(cities.map((location) => everything.get_structured_content({ location })));
const avg = rows.reduce((s, { temperature }) => s + temperature, 0) / rows.length;
const [hottest] = rows.map((r, i) => ({ ...r, city: cities[i] })).sort((a, b) => b.temperature - a.temperature);
return { avg: avg.toFixed(2), hottest };
