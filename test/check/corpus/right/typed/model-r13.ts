const cities = ["New York", "Chicago", "Los Angeles"] as const;
const weather = new Map<string, { conditions: string; humidity: number; temperature: number }>();
for (const location of cities) {
  weather.set(location, await everything.get_structured_content({ location }));
}
const warmest = [...weather.entries()].sort(([, a], [, b]) => b.temperature - a.temperature)[0];
console.table([...weather].map(([city, w]) => ({ city, ...w })));
return { warmest: warmest[0], temperature: warmest[1].temperature };
