export default Object.defineProperty(/a/, "source", {
  get() {
    throw 1;
  },
});
