class Counter { static inc() { Counter.n = (Counter.n || 0) + 1; return this.n; } }
Counter.inc(); Counter.label = "calls";
const { entities } = await memory.read_graph();
return `${Counter.label}: ${Counter.n} ${entities.length}`;
