export default () => {
  const e = new Error("m");
  Object.defineProperty(e, "message", {
    get() {
      return {
        toString() {
          return "x".repeat(1e8);
        },
      };
    },
  });
  throw e;
};
