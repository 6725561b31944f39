const { entities } = await memory.read_graph();
const groups = Object.groupBy(entities, ({ entityType }) => entityType);
const people = groups.person ?? [];
const index = new Map(entities.map((e) => [e.name, e]));
const ann = index.get("Ann");
return { people: people.length, ann: ann ? ann.observations : [] };
