for (const [city, min] of Object.entries({ "New York": 1, Chicago: 2 })) {
  const w = await everything.get_structured_content({ location: city });
  console.log(city, w.temperature > min);
}
