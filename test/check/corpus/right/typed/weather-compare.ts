const [east, west] = await Promise.all([
  everything.get_structured_content({ location: "New York" }),
  everything.get_structured_content({ location: "Los Angeles" }),
]);
const warmer = east.temperature > west.temperature ? east : west;
return `${warmer.conditions} at ${warmer.temperature}`;
