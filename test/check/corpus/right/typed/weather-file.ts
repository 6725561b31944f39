const cities = ["New York", "Chicago", "Los Angeles"] as const;
const rows = ["city,temperature,humidity"];
for (const location of cities) {
  const weather = await everything.get_structured_content({ location });
  rows.push([location, weather.temperature, weather.humidity].join(","));
}
await filesystem.write_file({ path: "weather.csv", content: `${rows.join("\n")}\n` });
return rows.length - 1;
