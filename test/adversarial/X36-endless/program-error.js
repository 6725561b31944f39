export default () => {
  const e = new Error("m");
  Object.defineProperty(e, "message", {
    get() {
      for (;;);
    },
  });
  throw e;
};
