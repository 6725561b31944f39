```ts
const r = await everything.echo({ message: "fenced" });
return r;
```
