export default async () => {
  const workers = await import("cloudflare:workers");
  for (const name of ["RpcTarget", "WorkerEntrypoint", "RpcStub", "RpcProperty", "RpcPromise"])
    for (const key of ["run", "call", "log", "apply", "bind"])
      if (workers[name] !== undefined) workers[name].prototype[key] = () => "forged";
  const answer = await srv.echo({ a: [1, { b: "x" }] });
  return { answer, own: [true, "text", 2] };
};
