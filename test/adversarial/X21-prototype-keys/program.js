export default async () => ({
  prototype: Object.getPrototypeOf(srv),
  keys: Reflect.ownKeys(srv),
  then: typeof srv.then,
  constructor: typeof srv.constructor,
  toString: "toString" in srv,
  awaited: typeof (await srv).echo,
  json: JSON.stringify({ ...srv }),
});
