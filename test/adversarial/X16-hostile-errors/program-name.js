export default () => {
  const e = new Error("m");
  e.name = Symbol("n");
  throw e;
};
