let timer: ReturnType<typeof setTimeout> | undefined;
const withTimeout = <T>(p: Promise<T>, ms: number): Promise<T> =>
  Promise.race([p, new Promise<T>((_, reject) => { timer = setTimeout(() => reject(new Error("timeout")), ms); })]).finally(() => clearTimeout(timer));
return await withTimeout(everything.echo({ message: "fast" }), 1000);
