for (let i = 0; i < 2; i++) {
  if (i === 1) {
    console.log(i);
}

const g = await memory.read_graph();
return g.entities.length;
