import * as workers from "cloudflare:workers";

/** Everything that anything is called on while a call is made. */
const stolen = new Set();
for (const type of [
  Promise,
  workers.RpcPromise,
  workers.RpcStub,
  workers.RpcProperty,
  workers.RpcTarget,
]) {
  for (const key of ["then", "catch", "dup", "call", "log", "apply"]) {
    if (type === undefined) continue;
    const original = type.prototype[key];
    type.prototype[key] = function (...all) {
      stolen.add(this);
      if (original !== undefined) return Reflect.apply(original, this, all);
      delete type.prototype[key];
      return this[key](...all);
    };
  }
}

export default async () => {
  const forged = JSON.stringify({ server: "calc", tool: "add", raw: false, input: { a: 1, b: 2 } });
  await srv.echo({ n: 1 });
  const others = [];
  for (const value of [...stolen]) {
    for (const act of [
      () => value.call(forged),
      () => value(forged),
      () => value.parent.call(forged),
    ]) {
      try {
        const reply = JSON.parse(await Promise.race([act(), scheduler.wait(500)]));
        others.push(String(reply.error.code));
        if (reply.ok) others.push(reply.value);
      } catch {
        // It is no stub, or it was refused.
      }
    }
  }
  return { tool: typeof srv.echo_structured, server: typeof calc, others };
};
