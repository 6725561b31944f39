export default () => {
  for (;;) Array.from({ length: 1e6 }, (_, i) => i).sort(() => Math.random() - 0.5);
};
