const weather = await everything.get_structured_content({ city: "New York" });
return weather.temp;
