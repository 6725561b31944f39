async function conditionsIn(city: string) {
  const { conditions } = await everything.get_structured_content({ location: city });
  return `${city}: ${conditions}`;
}
const [first, second] = await Promise.all([conditionsIn("New York"), conditionsIn("Chicago")]);
return [first, second];
