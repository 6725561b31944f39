const result = { n: (await memory.read_graph()).entities.length };
export default result;
