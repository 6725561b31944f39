export default () => {
  throw new Proxy(new Error("x"), {
    get() {
      throw 1;
    },
    getPrototypeOf() {
      throw 2;
    },
    has() {
      throw 3;
    },
  });
};
