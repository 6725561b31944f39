const main = async (): Promise<void> => {
  const g = await memory.read_graph();
  outer: for (const e of g.entities) {
    for (const o of e.observations) {
      if (o.startsWith("#")) {
        console.log(`${e.name}: ${o}`);
        continue outer;
      }
    }
  }
};
main();
