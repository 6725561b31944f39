const { results } = await memory.add_observations({
  observations: [
    { entityName: "Ann", contents: ["moved to Bern"] },
    { entityName: "Bob", contents: ["plays chess", "has a cat"] },
  ],
});
return results.map(({ entityName, addedObservations }) => `${entityName}: ${addedObservations.length}`);
