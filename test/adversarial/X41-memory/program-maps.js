export default () => {
  const all = new Map();
  for (let i = 0; ; i += 1) {
    all.set(`k${i}`, { i });
    if (all.size > 8e6) globalThis[`m${i}`] = new Map(all);
  }
};
