export default () => {
  console.log({
    get a() {
      for (;;);
    },
  });
};
