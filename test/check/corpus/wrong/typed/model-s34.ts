const w = await everything.get_structured_content({ location: "New York" });
return { ...w, feelsLike: Math.round((w.temperature + 0.33 * w.humidity) * 10) / 10, wind: w.wind ?? "n/a" };
