export default () => {
  const e = new AggregateError([]);
  e.errors = new Proxy([], { get: (t, k) => (k === "length" ? 1e9 : e) });
  throw e;
};
