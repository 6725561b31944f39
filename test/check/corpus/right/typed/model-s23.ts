export {};
const msgs = ["a", "b"];
for await (const m of msgs.map((message) => everything.echo({ message }))) console.log(m);
