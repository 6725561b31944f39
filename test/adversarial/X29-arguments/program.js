export default async () => [await srv.echo(), await srv.echo({ a: 1 }, { b: 2 })];
