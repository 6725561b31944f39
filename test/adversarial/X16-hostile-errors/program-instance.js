Object.defineProperty(Error, Symbol.hasInstance, {
  value() {
    throw 1;
  },
});
export default () => {
  throw new Error("m");
};
