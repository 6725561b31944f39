const weather = async (city = "Chicago") => {
  const { temperature } = await everything.get_structured_content({ location: city });
  return temperature;
};
return [await weather("New York"), await weather()];
