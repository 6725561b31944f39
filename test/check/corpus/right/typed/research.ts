const topic = "tides";
await everything.simulate_research_query({ topic, ambiguous: false });
const echoed = await everything.echo({ message: `researched ${topic}` });
return echoed.toUpperCase();
