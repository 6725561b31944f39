export default () => ({
  get a() {
    for (;;);
  },
});
