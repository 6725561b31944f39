export default new Proxy(() => 1, {
  apply() {
    throw new Error("no");
  },
});
