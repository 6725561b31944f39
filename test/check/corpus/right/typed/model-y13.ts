const chain = ["a", "b"].reduce((p, m) => p.then(async (acc) => [...acc, await everything.echo({ message: m })]), Promise.resolve([] as string[]));
return await chain;
