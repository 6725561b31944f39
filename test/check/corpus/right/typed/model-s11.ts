const ac = new AbortController();
const timer = setTimeout(() => ac.abort(), 200);
const result = await Promise.race([
  everything.echo({ message: "quick" }),
  new Promise<string>((_, rej) => ac.signal.addEventListener("abort", () => rej(new Error("aborted")))),
]);
clearTimeout(timer);
return result;
