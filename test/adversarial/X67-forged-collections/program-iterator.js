Set.prototype[Symbol.iterator] = () => ({
  next: () => ({
    done: false,
    get value() {
      throw new Error("no");
    },
  }),
});
export default new Set([1]);
