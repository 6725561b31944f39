export default () => {
  let a = ["x".repeat(1e5)];
  const all = [];
  for (;;) {
    a = structuredClone([...a, ...a].slice(0, 1e4));
    all.push(a);
  }
};
