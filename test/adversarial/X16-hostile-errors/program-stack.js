export default () => {
  const e = new Error("m");
  Object.defineProperty(e, "stack", {
    get() {
      throw 1;
    },
  });
  throw e;
};
