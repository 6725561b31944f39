try {
  const weather = await everything.get_structured_content({ location: "Chicago" });
  if (weather.temperature > 100) throw { kind: "hot", at: weather.temperature };
  return "fine";
} catch (e) {
  if (e.kind === "hot") return `too hot: ${e.at}`;
  throw e;
}
