Here is the program:

```typescript
const g = await memory.read_graph();
return g.entities.length;
```

It returns the number of entities.
