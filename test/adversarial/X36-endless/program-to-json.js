export default () => ({
  toJSON() {
    for (;;);
  },
});
